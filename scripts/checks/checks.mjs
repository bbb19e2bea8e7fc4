export const bin = (path) => `node_modules/${path}`

export const checks = {
  typecheck: [
    [bin('next/dist/bin/next'), 'typegen'],
    [bin('typescript/bin/tsc'), '--noEmit'],
  ],
  lint: [[bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--colors=off']],
  boundaries: [['scripts/checks/boundaries.mjs']],
  language: [['scripts/checks/language.mjs']],
  migrations: [['scripts/checks/migrations.mjs']],
  texts: [['scripts/checks/texts.mjs']],
  'dead-code': [[bin('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors']],
  pins: [['scripts/checks/pins.mjs']],
  security: [['scripts/checks/security.mjs']],
}
