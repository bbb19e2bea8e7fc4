-- Emails lose the typography of phones and word processors, as `normalizeEmail` now writes them. Of two
-- users who become one, the older keeps the address. The other one gets an address with their ID, and
-- the operator a warning.
DO $$
DECLARE
  changed record;
  other int;
  duplicate int;
BEGIN
  FOR changed IN
    SELECT id, regexp_replace(regexp_replace(regexp_replace(regexp_replace(split_part(email, '@', 1),
               '[\u00B4\u2018\u2019]', '''', 'g'), '[\u2010-\u2015\u2212]', '-', 'g'),
               'i\u0307+', 'i', 'g'), '[\uFFFC\U00013441\U00013442]', '', 'g')
           || '@' || split_part(email, '@', 2) AS email
      FROM users
     WHERE email COLLATE "C" !~ '^[!-~]+$'
       AND email ~ '[\u00B4\u2018\u2019\u2010-\u2015\u2212\uFFFC\U00013441\U00013442]|i\u0307'
     ORDER BY id
  LOOP
    other := (SELECT id FROM users WHERE email = changed.email AND id <> changed.id);
    duplicate := greatest(changed.id, other);
    IF other IS NOT NULL THEN
      RAISE WARNING 'Users % and % had two spellings of one email address. User % now signs in as %.',
        least(changed.id, other), duplicate, duplicate, 'duplicate-' || duplicate || '-' || changed.email;
      UPDATE users SET email = 'duplicate-' || id || '-' || changed.email,
             search_key = search_key || ' duplicate-' || id || '-' || changed.email,
             version = version + 1, updated_at = now()
       WHERE id = duplicate;
      CONTINUE WHEN changed.id = duplicate;
    END IF;
    UPDATE users SET email = changed.email, search_key = search_key || ' ' || changed.email,
           version = version + 1, updated_at = now()
     WHERE id = changed.id;
  END LOOP;
END $$;

-- Searches read the variants of ideographs in names alike: see `normalizeForSearch`.
DO $$
DECLARE
  variants CONSTANT text := '邊邉澤濱濵廣櫻齋齊國嶋嶌瀧惠德眞峯冨榮黑淵龍關萬條舘嵜';
  plain CONSTANT text := '辺辺沢浜浜広桜斎斉国島島滝恵徳真峰富栄黒渕竜関万条館崎';
BEGIN
  UPDATE accounts SET name_key = translate(name_key, variants, plain),
                      external_key = translate(external_key, variants, plain)
   WHERE name_key ~ ('[' || variants || ']') OR external_key ~ ('[' || variants || ']');
  UPDATE users SET search_key = translate(search_key, variants, plain)
   WHERE search_key ~ ('[' || variants || ']');
END $$;
