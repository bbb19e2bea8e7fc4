// What `server-only` becomes in tests: outside Next the mark has nothing to guard.
export {}
