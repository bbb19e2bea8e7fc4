-- In one text, the first word without its first character and the words behind it name together what
-- neither holds: of "northwind" all of "orthwind north", to be fetched in vain. So they lie apart.
DROP INDEX accounts_name_part;
DROP STATISTICS accounts_name_part_statistics;
CREATE INDEX accounts_name_part ON accounts USING gin (
  organization_id,
  substr(split_part(name_key, ' ', 1), 2) gin_trgm_ops,
  substr(name_key, length(split_part(name_key, ' ', 1)) + 1) gin_trgm_ops
) WHERE active;

CREATE STATISTICS accounts_first_word_statistics ON (substr(split_part(name_key, ' ', 1), 2)) FROM accounts;
ALTER STATISTICS accounts_first_word_statistics SET STATISTICS 500;
CREATE STATISTICS accounts_further_words_statistics
  ON (substr(name_key, length(split_part(name_key, ' ', 1)) + 1)) FROM accounts;
ALTER STATISTICS accounts_further_words_statistics SET STATISTICS 500;
ANALYZE accounts;
