-- Emails and external IDs are stored as `normalizeEmail` and `normalizeIdentifier` write them: without
-- characters that nobody sees, and with the ASCII form of an internationalized domain. Two records
-- that become one keep the value on the older of them. The other gets a value with its ID, and
-- the operator a warning.

-- A regular expression for the characters that leave no mark.
CREATE FUNCTION ignorable_characters() RETURNS text LANGUAGE sql IMMUTABLE
RETURN '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F'
    || '\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3'
    || '\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';

CREATE FUNCTION is_blank(value text) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN regexp_replace(value, ignorable_characters(), '', 'g') ~ '^[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]*$';

-- RFC 3492: "bücher" is "xn--bcher-kva".
CREATE FUNCTION ascii_label(label text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits CONSTANT text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  points CONSTANT int[] := (SELECT array_agg(ascii(letter) ORDER BY n)
    FROM unnest(string_to_array(label, NULL)) WITH ORDINALITY AS letters (letter, n));
  encoded text := coalesce((SELECT string_agg(chr(point), '' ORDER BY n)
    FROM unnest(points) WITH ORDINALITY AS plain (point, n) WHERE point < 128), '');
  basic CONSTANT int := length(encoded);
  handled int := basic;
  current int := 128;
  bias int := 72;
  delta int := 0;
  next int;
  point int;
  rest int;
  k int;
  threshold int;
BEGIN
  IF basic = length(label) THEN
    RETURN label;
  END IF;
  IF basic > 0 THEN
    encoded := encoded || '-';
  END IF;
  WHILE handled < array_length(points, 1) LOOP
    next := (SELECT min(p) FROM unnest(points) AS p WHERE p >= current);
    delta := delta + (next - current) * (handled + 1);
    current := next;
    FOREACH point IN ARRAY points LOOP
      IF point < current THEN
        delta := delta + 1;
      END IF;
      CONTINUE WHEN point <> current;
      rest := delta;
      k := 36;
      LOOP
        threshold := least(26, greatest(1, k - bias));
        EXIT WHEN rest < threshold;
        encoded := encoded || substr(digits, 1 + threshold + (rest - threshold) % (36 - threshold), 1);
        rest := (rest - threshold) / (36 - threshold);
        k := k + 36;
      END LOOP;
      encoded := encoded || substr(digits, 1 + rest, 1);
      rest := CASE WHEN handled = basic THEN delta / 700 ELSE delta / 2 END;
      handled := handled + 1;
      rest := rest + rest / handled;
      k := 0;
      WHILE rest > 455 LOOP
        rest := rest / 35;
        k := k + 36;
      END LOOP;
      bias := k + 36 * rest / (rest + 38);
      delta := 0;
    END LOOP;
    delta := delta + 1;
    current := current + 1;
  END LOOP;
  RETURN 'xn--' || encoded;
END $$;

-- A joiner behind an Arabic or Indian letter is part of a domain name.
CREATE FUNCTION ascii_domain(domain text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (
  SELECT string_agg(ascii_label(lower(label COLLATE "C")), '.' ORDER BY n)
    FROM unnest(string_to_array(
           rtrim(translate(normalize(
             regexp_replace(domain, '([\u0600-\u0DFF][\u200C\u200D])|' || ignorable_characters(), '\1', 'g'),
             NFKC), U&'\3002', '.'), '.'), '.')) WITH ORDINALITY AS labels (label, n));

CREATE FUNCTION one_form(email text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN lower(normalize(regexp_replace(split_part(email, '@', 1), ignorable_characters(), '', 'g'), NFKC) COLLATE "C")
    || '@' || ascii_domain(split_part(email, '@', 2));

ALTER TABLE users DROP CONSTRAINT users_email_check;

DO $$
DECLARE
  changed record;
  other record;
BEGIN
  FOR changed IN
    SELECT id, one_form(email) AS email FROM users
     WHERE email COLLATE "C" !~ '^[!-~]+$' AND email <> one_form(email) ORDER BY id
  LOOP
    SELECT id INTO other FROM users WHERE email = changed.email AND id <> changed.id;
    IF FOUND THEN
      RAISE WARNING 'Users % and % had two spellings of one email address. User % now signs in as %.',
        least(changed.id, other.id), greatest(changed.id, other.id), greatest(changed.id, other.id),
        'duplicate-' || greatest(changed.id, other.id) || '-' || changed.email;
      UPDATE users SET email = 'duplicate-' || id || '-' || changed.email,
             search_key = search_key || ' duplicate-' || id || '-' || changed.email,
             version = version + 1, updated_at = now()
       WHERE id = greatest(changed.id, other.id);
      CONTINUE WHEN changed.id > other.id;
    END IF;
    UPDATE users SET email = changed.email, search_key = search_key || ' ' || changed.email,
           version = version + 1, updated_at = now()
     WHERE id = changed.id;
  END LOOP;
END $$;

CREATE FUNCTION one_form_of_id(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN btrim(regexp_replace(regexp_replace(value, ignorable_characters(), '', 'g'),
  '[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]', ' ', 'g'));

DO $$
DECLARE
  changed record;
  other int;
  duplicate int;
BEGIN
  FOR changed IN
    SELECT id, organization_id, active,
           coalesce(nullif(one_form_of_id(external_id), ''), 'account-' || id) AS external_id
      FROM accounts
     WHERE external_id COLLATE "C" !~ '^[ -~]+$' AND external_id <> one_form_of_id(external_id)
     ORDER BY id
  LOOP
    other := (SELECT id FROM accounts
               WHERE organization_id = changed.organization_id AND active AND changed.active
                 AND external_id = changed.external_id AND id <> changed.id);
    duplicate := greatest(changed.id, other);
    IF other IS NOT NULL THEN
      RAISE WARNING 'Accounts % and % had external IDs that look alike. The external ID of account % now ends with "(duplicate %)".',
        least(changed.id, other), duplicate, duplicate, duplicate;
      UPDATE accounts SET external_id = left(changed.external_id, 76) || ' (duplicate ' || id || ')',
             version = version + 1, updated_at = now()
       WHERE id = duplicate;
      CONTINUE WHEN changed.id = duplicate;
    END IF;
    UPDATE accounts SET external_id = changed.external_id, version = version + 1, updated_at = now()
     WHERE id = changed.id;
  END LOOP;
END $$;

UPDATE users SET external_id = one_form_of_id(external_id), version = version + 1, updated_at = now()
 WHERE external_id COLLATE "C" !~ '^[ -~]*$' AND external_id <> one_form_of_id(external_id);

-- A link needs a text to click on.
UPDATE accounts SET name = 'Account ' || id, name_key = 'account ' || id, version = version + 1,
       updated_at = now()
 WHERE name COLLATE "C" !~ '[!-~]' AND is_blank(name);
UPDATE users
   SET first_name = CASE WHEN is_blank(first_name) THEN 'Unnamed' ELSE first_name END,
       last_name = CASE WHEN is_blank(last_name) THEN 'Unnamed' ELSE last_name END,
       search_key = search_key || ' unnamed', version = version + 1, updated_at = now()
 WHERE (first_name COLLATE "C" !~ '[!-~]' OR last_name COLLATE "C" !~ '[!-~]')
   AND (is_blank(first_name) OR is_blank(last_name));
UPDATE organizations SET name = 'Organization ' || id WHERE name COLLATE "C" !~ '[!-~]' AND is_blank(name);

DROP FUNCTION one_form_of_id(text), one_form(text), ascii_domain(text), ascii_label(text), is_blank(text);

-- The second line behind the program, which checks more. ASCII forms are longer than the 254
-- characters that it accepts. Only ASCII is lowered, because Unicode grows.
ALTER TABLE users
  ADD CONSTRAINT users_email_in_one_form CHECK (
    char_length(email) <= 2000 AND email = lower(email COLLATE "C") AND email !~ ignorable_characters()
    AND split_part(email, '@', 2) COLLATE "C" ~ '^[!-~]*$'),
  ADD CONSTRAINT users_external_id_is_visible CHECK (external_id !~ ignorable_characters());
ALTER TABLE accounts ADD CONSTRAINT accounts_external_id_is_visible CHECK (external_id !~ ignorable_characters());
