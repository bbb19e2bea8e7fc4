const { browserSafe, noun } = require('./patterns.cjs')

/** A rule of dependency-cruiser's `required` kind: the module has to have the dependency. */
module.exports = {
  name: 'server-only',
  comment: "Server modules import 'server-only', so that no page can send them to a browser.",
  module: {
    path: [
      noun,
      '^lib/(authorize|health|idempotency|operation|run-command)\\.ts$',
      '^lib/(activity|auth|listing)/',
      '^lib/transport/(dispatch|download|form-action|load-document|page|request|session)\\.ts$',
      '^lib/db/(client|errors|sql|transaction)\\.ts$',
    ],
    pathNot: ['\\.test\\.ts$', ...browserSafe],
  },
  to: { path: '^node_modules/server-only/' },
  fixture: ['lib/organization/commands.ts', '@/lib/errors'],
}
