-- Who has the Account Admin role: users who were given it, and accounts whose users all inherit it.
CREATE INDEX users_account_admins ON users (organization_id, id) WHERE account_admin;
CREATE INDEX accounts_account_admins ON accounts (organization_id, id)
  WHERE account_admin AND active;
