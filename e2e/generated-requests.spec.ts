import fc from 'fast-check'
import { changingRequests, logChanges } from '@/e2e/support/generated/change-log'
import { createDatasets, type Dataset, pick, updateDataset } from '@/e2e/support/generated/dataset'
import type { Document } from '@/e2e/support/generated/document'
import { type GeneratedRequest, requestsTo } from '@/e2e/support/generated/requests'
import { documentChecker, whyUnsafe } from '@/e2e/support/generated/responses'
import { CONCURRENCY, type SentRequest, send } from '@/e2e/support/generated/send'
import { shrink } from '@/e2e/support/generated/shrink'
import { expect, test } from '@/e2e/support/test'
import { API_PATH } from '@/lib/transport/api-path'

const ROUND = 20_000
// Finding the smallest request takes many more.
const MAX_PROBLEMS = 5
const firstSeed = Number(process.env.FUZZ_SEED ?? 20_261_125)
const total = Number(process.env.FUZZ_REQUESTS ?? ROUND)
const count = Math.min(total, ROUND)
// Each round has new organizations, because its requests delete many of their records.
const seeds = Array.from({ length: Math.ceil(total / ROUND) }, (_, round) => firstSeed + round)

test.use({ baseURL: undefined })

function operationsOf(document: Document) {
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )
}

function generate(document: Document, seed: number): GeneratedRequest[] {
  const weights: { [method: string]: number } = { GET: 12, DELETE: 1 }
  const requests = operationsOf(document).map(({ call, operation }) => ({
    weight: weights[call.split(' ')[0] ?? ''] ?? 2,
    arbitrary: requestsTo(document, call, operation),
  }))
  return fc.sample(fc.oneof(...requests), { seed, numRuns: count })
}

/** Sends all requests and returns what is wrong, with the smallest request that fails alike. */
async function sendAll(url: string, document: Document, datasets: Dataset[], seed: number) {
  const differsFrom = documentChecker(document)
  const problems: string[] = []
  const responses: { requestId: string; status: number; call: string }[] = []
  const attempt = async (request: SentRequest, dataset: Dataset) => {
    const response = await send(url, request).catch(String)
    if (typeof response === 'string') return response
    const requestId = String(response.headers['elements-request-id'])
    responses.push({ requestId, status: response.status, call: request.call })
    const problem = whyUnsafe(request, response, dataset) ?? differsFrom(request, response)
    if (!problem) updateDataset(dataset, request, response)
    return problem
  }
  const report = async (index: number, request: SentRequest, dataset: Dataset, problem: string) => {
    const fails = async (smaller: SentRequest) => (await attempt(smaller, dataset)) === problem
    const smallest = await shrink(request, fails)
    problems.push(
      `request ${index} of seed ${seed}: ${problem}: ${JSON.stringify(smallest).slice(0, 2_000)}`,
    )
  }
  const queue = generate(document, seed).entries()
  const work = async (n: number) => {
    const [dataset, elsewhere] = [pick(datasets, n), pick(datasets, n + 1)]
    for (const [index, toRequest] of queue) {
      if (problems.length >= MAX_PROBLEMS) return
      const request = toRequest(dataset, elsewhere)
      const problem = await attempt(request, dataset)
      if (problem) await report(index, request, dataset, problem)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, n) => work(n)))
  return { problems, responses }
}

for (const seed of seeds) {
  test(`${count} generated requests of seed ${seed} are safe and get documented responses`, async ({
    startServer,
  }) => {
    test.setTimeout(600_000)
    const env = { API_CALLS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' }
    const server = await startServer({ env })
    const datasets = await createDatasets(server.directory)
    await logChanges(server.directory)
    const document: Document = await (await fetch(`${server.url}${API_PATH}/openapi.json`)).json()

    const startedAt = performance.now()
    const { problems, responses } = await sendAll(server.url, document, datasets, seed)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    test.info().annotations.push({ type: 'duration', description: `${seconds} s` })

    expect(problems).toEqual([])
    const succeeded = responses.filter(({ status }) => status === 200)
    expect(succeeded.length).toBeGreaterThan(count / 5)
    const calls = new Set(succeeded.map(({ call }) => call))
    const neverSucceeded =
      count < ROUND ? [] : operationsOf(document).filter(({ call }) => !calls.has(call))
    expect(neverSucceeded.map(({ call }) => call)).toEqual([])
    const changing = await changingRequests(server.directory)
    expect(changing.length).toBeGreaterThan(count / 100)
    // Only requests that succeeded have changed anything, each with its audit row.
    const ids = new Set(succeeded.map(({ requestId }) => requestId))
    expect(changing.filter((id) => id === undefined || !ids.has(id))).toEqual([])
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  })
}
