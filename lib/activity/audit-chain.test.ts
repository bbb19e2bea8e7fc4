import { expect, test } from 'vitest'
import { type AuditRow, EMPTY_HEAD, signHead, signRow } from '@/lib/activity/audit-chain'
import { startOfLog, verifyHead } from '@/lib/activity/verify-chain'

const secret = 'a-fixed-secret-that-only-this-test-uses'
const previousMac = 'ab'.repeat(32)
const row: AuditRow = {
  organizationId: 1,
  seq: 2,
  at: new Date('2026-11-26T04:05:06.789Z'),
  operation: 'accounts.update',
  outcome: 'done',
  actorId: 3,
  actorEmail: 'ada@example.com',
  targetType: 'account',
  targetId: 4,
  address: '192.0.2.1',
  requestId: 'request-5',
  detail: '{"after":{"name":"Acme"}}',
}
const changes: { [column in keyof AuditRow]: AuditRow[column] } = {
  organizationId: 9,
  seq: 9,
  at: new Date('2026-11-26T04:05:06.790Z'),
  operation: 'accounts.delete',
  outcome: 'refused',
  actorId: null,
  actorEmail: null,
  targetType: 'user',
  targetId: null,
  address: '192.0.2.9',
  requestId: 'request-9',
  detail: '{}',
}

// Rows in the database are signed this way: another result would invalidate every existing log.
test('signs a known row with a known signature', () => {
  expect(signRow(secret, row, previousMac)).toBe(
    '56e532ca8e31e3188ef79d2e580301ba4c61b343c6f09c90199eaab0efdb45d3',
  )
})

test('signs a known row without actor and target with a known signature', () => {
  const system = { ...row, actorId: null, actorEmail: null, targetType: null, targetId: null }
  expect(signRow(secret, system, '')).toBe(
    '7ccbc25a4965c0f08bd43c2fd5204b9ee09ec87f2b06e454fa26cfb86f8fa689',
  )
})

test('signs a known head with a known signature', () => {
  expect(signHead(secret, 1, { seq: 2, mac: previousMac })).toBe(
    '0e83cf97d785ac0db9b4a386c87267da55dea3ffb500fa909075088093b39ffd',
  )
})

test.each(Object.entries(changes))('a changed %s changes the signature', (column, value) => {
  const changed = { ...row, [column]: value }
  expect(signRow(secret, changed, previousMac)).not.toBe(signRow(secret, row, previousMac))
})

test('another previous row or another secret changes the signature', () => {
  const signatures = [
    signRow(secret, row, previousMac),
    signRow(secret, row, ''),
    signRow(`${secret}!`, row, previousMac),
  ]
  expect(new Set(signatures).size).toBe(3)
})

test('a log without rows is not intact, though a new log begins with a signed head', () => {
  const seal = signHead(secret, 1, EMPTY_HEAD)
  const { problem } = verifyHead([secret], startOfLog(1), { ...EMPTY_HEAD, seal })
  expect(problem).toContain('the head of the log was changed')
})
