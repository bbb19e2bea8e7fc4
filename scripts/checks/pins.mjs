import '../closed-pipe.mjs'
import { readFileSync } from 'node:fs'

// Older versions have known bugs that affect this project.
const minimums = {
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
const { '': lockedManifest, ...packages } = read('package-lock.json').packages
const dependencies = { ...manifest.dependencies, ...manifest.devDependencies }
const lockedDependencies = { ...lockedManifest.dependencies, ...lockedManifest.devDependencies }
const lockedVersion = (name) => packages[`node_modules/${name}`]?.version

function unpinned() {
  return Object.entries(dependencies)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))
    .map(([name, version]) => `${name}: "${version}" is not an exact version.`)
}

function outOfSync() {
  const names = new Set([...Object.keys(dependencies), ...Object.keys(lockedDependencies)])
  return [...names].flatMap((name) => {
    const versions = [dependencies[name], lockedDependencies[name], lockedVersion(name)]
    return new Set(versions).size === 1
      ? []
      : [`${name}: package.json and package-lock.json disagree (${versions.join(', ')}).`]
  })
}

function outdated() {
  return Object.entries(minimums).flatMap(([name, minimum]) => {
    const copies = Object.entries(packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    )
    if (copies.length === 0) return [`${name}: missing from package-lock.json.`]
    return copies
      .filter(([, { version }]) => isBelow(version, minimum))
      .map(([path, { version }]) => `${path}: ${version} is older than ${minimum}.`)
  })
}

function isBelow(version, minimum) {
  const [actual, required] = [version, minimum].map((text) => text.split(/[.+-]/, 3).map(Number))
  const differs = required.findIndex((number, index) => number !== actual[index])
  return differs < 0 ? version.includes('-') : actual[differs] < required[differs]
}

const problems = [...unpinned(), ...outOfSync(), ...outdated()]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
