const options = require('./options.cjs')
const { tests } = require('./patterns.cjs')

/** A cruise of its own: tests may import across folders in ways that the program may not. */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycles',
      comment: 'No folder imports itself through others.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: [...options.exclude.path, tests] } },
}
