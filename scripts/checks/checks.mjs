/** A program of an installed package. */
export const bin = (path) => `node_modules/${path}`

/** The static checks. Each is a list of programs that run one after the other. */
export const checks = {
  typecheck: [
    [bin('next/dist/bin/next'), 'typegen'],
    [bin('typescript/bin/tsc'), '--noEmit'],
  ],
  lint: [[bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--colors=off']],
  boundaries: [['scripts/checks/boundaries.mjs']],
  language: [['scripts/checks/language.mjs']],
  'dead-code': [[bin('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors']],
  pins: [['scripts/checks/pins.mjs']],
}
