/** Both read a JSON report: how many tests passed and failed, and why each of them failed. */

export function readVitest({ numPassedTests: passed, numFailedTests, testResults }) {
  // A file that fails to load has no tests, so it is not among the failed ones.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failures = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => describe(fullName, failureMessages))
  return {
    passed,
    failed: numFailedTests + broken.length,
    failures: [...failures, ...broken.map(({ name, message }) => describe(name, [message]))],
  }
}

export function readPlaywright({ stats, suites }) {
  const failures = suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors))
      return describe(
        `${file} › ${title}`,
        errors.map(({ message }) => message),
      )
    })
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function describe(name, messages) {
  return `✗ ${name}\n${messages.join('\n').slice(0, 2_000)}`
}
