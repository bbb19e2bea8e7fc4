import '../closed-pipe.mjs'
import { execFileSync } from 'node:child_process'
import { root } from '../ensure-installed.mjs'
import { findLooseTexts } from './texts/find.mjs'

process.chdir(root)
const patterns = ['app/*.tsx', 'components/*.tsx']
const files = execFileSync('git', ['ls-files', ...patterns], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.includes('.test'))

const problems = findLooseTexts(files)
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${files.length} files, ${problems.length} problems\n`)
process.exitCode = problems.length > 0 ? 1 : 0
