import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

// The arguments of `npm start`, without npm, which does not forward signals.
function startArguments() {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  return scripts.start.split(' ').slice(1)
}

export async function startConsole(env, closers) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, startArguments(), { env, stdio: ['ignore', 'pipe', 2] })
  closers.push(() => stopProcess(child))
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ready on')) resolve()
      else if (String(chunk).startsWith('{')) process.stderr.write(chunk)
    })
    child.once('exit', (code) => reject(new Error(`The server exited with ${code}.`)))
  })
  return { child, duration: performance.now() - startedAt }
}

export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}

export function memoryOf({ pid }) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}

export function embeddedDatabase(directory) {
  const secrets = JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8'))
  const pid = readFileSync(path.join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const server = { host: '127.0.0.1', port: Number(pid[3]), database: 'console' }
  return {
    owner: { ...server, user: 'postgres', password: secrets.ownerPassword },
    application: { ...server, user: 'console_app', password: secrets.applicationPassword },
    auditSecret: secrets.AUDIT_SECRET,
  }
}
