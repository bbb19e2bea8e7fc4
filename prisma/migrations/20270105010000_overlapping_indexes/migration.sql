-- users_org_admins begins with the column of this index and has the same condition.
DROP INDEX users_administrators;

-- users_password_age holds the same users, except those who have to change their password anyway, and
-- no statement looks for these by the age of the password.
DROP INDEX users_by_password_change;
