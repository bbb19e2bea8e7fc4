import { readFileSync } from 'node:fs'

// Versions below these have known faults that matter here.
const floors = {
  next: '16.4.6',
  'next-auth': '4.24.15',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'rate-limiter-flexible': '11.4.0',
  prisma: '7.10.0',
  '@prisma/client': '7.10.0',
  '@prisma/adapter-pg': '7.10.0',
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
const manifest = read('package.json')
const locked = read('package-lock.json').packages
const asked = { ...manifest.dependencies, ...manifest.devDependencies }
const wasAsked = { ...locked[''].dependencies, ...locked[''].devDependencies }

const numbers = (version) => version.split(/[.+-]/, 3).map(Number)

function isBelow(version, floor) {
  const [have, need] = [numbers(version), numbers(floor)]
  const differs = need.findIndex((number, place) => number !== have[place])
  if (differs >= 0) return have[differs] < need[differs]
  return version.includes('-')
}

const objections = []
for (const [name, version] of Object.entries(asked)) {
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) {
    objections.push(`${name}: "${version}" is not one exact version.`)
  }
  const installed = locked[`node_modules/${name}`]?.version
  if (wasAsked[name] !== version) {
    objections.push(
      `${name}: package.json asks for ${version}, the lockfile knows ${wasAsked[name]}.`,
    )
  } else if (installed !== version) {
    objections.push(`${name}: ${version} is asked for, ${installed} is locked.`)
  }
}
for (const name of Object.keys(wasAsked)) {
  if (!(name in asked)) objections.push(`${name}: in the lockfile only.`)
}
for (const [name, floor] of Object.entries(floors)) {
  const places = Object.entries(locked).filter(([place]) => place.endsWith(`node_modules/${name}`))
  if (places.length === 0) objections.push(`${name}: not in the lockfile.`)
  for (const [place, { version }] of places) {
    if (isBelow(version, floor)) objections.push(`${place}: ${version} is below ${floor}.`)
  }
}

for (const line of objections) process.stdout.write(`${line}\n`)
process.exitCode = objections.length > 0 ? 1 : 0
