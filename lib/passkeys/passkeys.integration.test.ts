import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { addPasskey, removePasskey, renamePasskey, startPasskey } from '@/lib/passkeys/commands'
import { MAX_PASSKEYS } from '@/lib/passkeys/policy'
import { listOwnPasskeys } from '@/lib/passkeys/queries'
import { removePasskeys } from '@/lib/passkeys/records'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import { recoverSecondFactor } from '@/lib/sessions/second-factor-recovery'
import { Authenticator } from '@/lib/testing/authenticator'
import * as make from '@/lib/testing/factories'
import { registerPasskey } from '@/lib/testing/passkeys'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let home: Awaited<ReturnType<typeof make.organization>>
let actor: Actor
beforeEach(async () => {
  home = await make.organization()
  actor = home.admin
})

const passkeysOf = async (owner: Actor) => (await listOwnPasskeys(owner)).passkeys
const lastAudit = async () => {
  const where = { organizationId: home.organizationId }
  return database().auditEvent.findFirst({ where, orderBy: { seq: 'desc' } })
}
const start = async (owner = actor) => {
  const { challenge, user } = (await startPasskey(owner)).options
  return { challenge, userHandle: user.id, rpId: 'localhost' }
}

describe('adding a passkey', () => {
  test('asks for a discoverable credential that verifies its user', async () => {
    const { options } = await startPasskey(actor)
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: home.name },
      user: { name: home.email, displayName: 'Ada Founder' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [],
    })
  })

  test('knows the user by a random handle that stays the same', async () => {
    const first = (await startPasskey(actor)).options.user.id
    await registerPasskey(actor)
    await database().passkey.deleteMany({ where: { userId: actor.userId } })
    expect((await startPasskey(actor)).options.user.id).toBe(first)
    expect(Buffer.from(first, 'base64url')).toHaveLength(32)
    const other = await make.organization()
    expect((await startPasskey(other.admin)).options.user.id).not.toBe(first)
  })

  test('stores it with the name of its authenticator, and records it', async () => {
    await registerPasskey(
      actor,
      new Authenticator({ aaguid: 'bada5566-a7aa-401f-bd96-45619a55120d' }),
    )
    expect(await passkeysOf(actor)).toEqual([
      {
        id: expect.any(Number),
        name: '1Password',
        isSynced: false,
        createdAt: expect.any(Date),
        lastUsedAt: null,
      },
    ])
    expect(await lastAudit()).toMatchObject({
      operation: 'profile.addPasskey',
      outcome: 'done',
      targetId: actor.userId,
      detail: '{"passkey":"1Password"}',
    })
  })

  test.each([
    [['usb'], firefox, 'Security key'],
    [['internal'], firefox, 'Firefox 140 on Linux'],
    [[], '', 'Passkey'],
  ])(
    'names an unknown one with the transports %j in "%s" %s',
    async (transports, userAgent, name) => {
      const registration = new Authenticator({ transports }).register(await start())
      const origin = { ...actor.origin, userAgent }
      expect(await addPasskey({ ...actor, origin }, { registration })).toEqual({ name })
    },
  )

  test('offers it once per authenticator', async () => {
    const { id } = await registerPasskey(actor)
    const { options } = await startPasskey(actor)
    expect(options.excludeCredentials).toEqual([{ id, type: 'public-key' }])
  })

  test('does not store an authenticator twice, also for another user', async () => {
    const authenticator = await registerPasskey(actor)
    const other = await make.organization()
    const registration = authenticator.register(await start(other.admin))
    await expect(addPasskey(other.admin, { registration })).rejects.toThrow('already added')
    expect(await passkeysOf(other.admin)).toEqual([])
  })

  test('stops at the limit', async () => {
    for (let n = 0; n < MAX_PASSKEYS; n += 1) await registerPasskey(actor)
    await expect(startPasskey(actor)).rejects.toThrow('Remove one to add another')
  })

  test('stays below the limit when two are added at once', async () => {
    for (let n = 1; n < MAX_PASSKEYS; n += 1) await registerPasskey(actor)
    const registrations = [
      new Authenticator().register(await start()),
      new Authenticator().register(await start()),
    ]
    const results = await Promise.allSettled(
      registrations.map((registration) => addPasskey(actor, { registration })),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await passkeysOf(actor)).toHaveLength(MAX_PASSKEYS)
  })
})

describe('a registration is rejected', () => {
  const expectRejected = async (registration: string) => {
    await expect(addPasskey(actor, { registration })).rejects.toMatchObject({ code: 'invalid' })
    expect(await passkeysOf(actor)).toEqual([])
  }

  test('when its challenge was used before', async () => {
    const options = await start()
    const first = new Authenticator()
    await addPasskey(actor, { registration: first.register(options) })
    const registration = new Authenticator().register(options)
    await expect(addPasskey(actor, { registration })).rejects.toMatchObject({ code: 'invalid' })
    expect(await passkeysOf(actor)).toHaveLength(1)
  })

  test('when its challenge is of another user', async () => {
    const other = await make.organization()
    await expectRejected(new Authenticator().register(await start(other.admin)))
  })

  test('when its challenge is made up', async () => {
    const challenge = Buffer.from('nonce.9999999999.signature').toString('base64url')
    await expectRejected(new Authenticator().register({ ...(await start()), challenge }))
  })

  test('from another origin', async () => {
    const options = { ...(await start()), origin: 'http://127.0.0.1:3000' }
    await expectRejected(new Authenticator().register(options))
  })

  test('for another host name', async () => {
    await expectRejected(new Authenticator().register({ ...(await start()), rpId: 'example.com' }))
  })

  test('when the authenticator has not verified its user', async () => {
    await expectRejected(new Authenticator().register(await start(), { verified: false }))
  })

  test.each(['packed', 'fido-u2f', 'tpm', 'apple', 'android-key', 'android-safetynet'])(
    'with a certificate in the format %s, which would be looked up elsewhere',
    async (format) => {
      await expectRejected(new Authenticator({ format }).register(await start()))
    },
  )

  test.each(['', '{', '[]', '{"id":"a"}', 'null', '"text"', '9'])('when it is %j', async (text) => {
    await expectRejected(text)
  })
})

test('a passkey is renamed by its owner only', async () => {
  await registerPasskey(actor)
  const [passkey] = await passkeysOf(actor)
  const id = passkey?.id ?? 0
  const other = await make.organization()
  await expect(renamePasskey(other.admin, { id, name: 'Theirs' })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect((await passkeysOf(actor))[0]?.name).toBe('Passkey')
  await renamePasskey(actor, { id, name: 'Work laptop' })
  expect((await passkeysOf(actor))[0]?.name).toBe('Work laptop')
  expect(await lastAudit()).toMatchObject({ operation: 'profile.renamePasskey' })
})

test('a passkey is removed by its owner only', async () => {
  await registerPasskey(actor)
  const [passkey] = await passkeysOf(actor)
  const id = passkey?.id ?? 0
  const other = await make.organization()
  await expect(removePasskey(other.admin, { id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await passkeysOf(actor)).toHaveLength(1)
  await removePasskey(actor, { id })
  expect(await passkeysOf(actor)).toEqual([])
  expect(await lastAudit()).toMatchObject({ operation: 'profile.removePasskey', outcome: 'done' })
})

test('a reset of the second factor by an administrator or on the host removes passkeys', async () => {
  const { organizationId, accountId } = home
  const { id, email } = await make.user({ organizationId, accountId })
  const user = await make.actorFor(id)
  await registerPasskey(user)
  await resetSecondFactor(actor, { id })
  expect(await passkeysOf(user)).toEqual([])
  await registerPasskey(await make.actorFor(id))
  const recovered = await recoverSecondFactor(make.origin, { email })
  expect(recovered).toMatchObject({ id, hadSecondFactor: true })
  expect(await passkeysOf(user)).toEqual([])
})

test('all passkeys of a user are removed at once, and nobody else loses theirs', async () => {
  const other = await make.organization()
  await registerPasskey(other.admin)
  await registerPasskey(actor)
  await registerPasskey(actor)
  expect(await removePasskeys(database(), actor.userId)).toBe(2)
  expect(await passkeysOf(actor)).toEqual([])
  expect(await passkeysOf(other.admin)).toHaveLength(1)
})

test('passkeys of a deleted user are deleted', async () => {
  const { organizationId, accountId } = home
  const { id } = await make.user({ organizationId, accountId })
  await registerPasskey(await make.actorFor(id))
  await database().user.delete({ where: { id } })
  expect(await database().passkey.count({ where: { userId: id } })).toBe(0)
})
