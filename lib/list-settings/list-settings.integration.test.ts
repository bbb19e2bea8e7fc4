import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { chooseColumns, deleteView, saveView, updateView } from '@/lib/list-settings/commands'
import { defaultColumns, MAX_VIEWS } from '@/lib/list-settings/policy'
import { getListSettings, getView } from '@/lib/list-settings/queries'
import * as make from '@/lib/testing/factories'

let ada: Actor
let bob: Actor
let stranger: Actor
beforeEach(async () => {
  const home = await make.organization()
  const { organizationId, accountId } = home
  ada = home.admin
  bob = await make.actorFor((await make.user({ organizationId, accountId }, { orgAdmin: true })).id)
  stranger = (await make.organization()).admin
})

const viewsOf = async (actor: Actor) => (await getListSettings(actor)).views
const namesOf = async (actor: Actor) => (await viewsOf(actor)).map(({ name }) => name)
const storedViews = () => database().savedView.findMany({ orderBy: { id: 'asc' } })

describe('columns', () => {
  test('are the same as before until a person chooses some', async () => {
    expect((await getListSettings(ada)).columns).toEqual(defaultColumns)
  })

  test('are kept for the person who chose them, in the order of the list', async () => {
    await chooseColumns(ada, { columns: ['updated', 'users', 'nonsense'] })
    expect((await getListSettings(ada)).columns).toEqual(['users', 'updated'])
    expect((await getListSettings(bob)).columns).toEqual(defaultColumns)
  })

  test('can all be hidden', async () => {
    await chooseColumns(ada, { columns: ['users'] })
    await chooseColumns(ada, {})
    expect((await getListSettings(ada)).columns).toEqual([])
  })

  test('are chosen without losing other settings', async () => {
    const settings = { accountColumns: ['users'], other: 'kept' }
    await database().userSettings.create({ data: { userId: ada.userId, settings } })
    await chooseColumns(ada, { columns: ['created'] })
    const stored = await database().userSettings.findUniqueOrThrow({
      where: { userId: ada.userId },
    })
    expect(stored.settings).toEqual({ accountColumns: ['created'], other: 'kept' })
  })

  test('that were stored in another shape are as before', async () => {
    const settings = { accountColumns: 'users' }
    await database().userSettings.create({ data: { userId: ada.userId, settings } })
    expect((await getListSettings(ada)).columns).toEqual(defaultColumns)
  })

  test('that no longer exist are left out', async () => {
    const settings = { accountColumns: ['users', 'color', 5] }
    await database().userSettings.create({ data: { userId: ada.userId, settings } })
    expect((await getListSettings(ada)).columns).toEqual(['users'])
  })
})

describe('a view', () => {
  test('keeps the search, filters and order, without the page', async () => {
    const list = 'sort=created&direction=desc&size=50&q=north&users=without&cursor=last&view=7'
    const { id } = await saveView(ada, { name: ' Empty ', list })
    const view = await getView(ada, { id })
    expect(Object.fromEntries(new URLSearchParams(view.query))).toEqual({
      q: 'north',
      users: 'without',
      sort: 'created',
      direction: 'desc',
    })
    expect(view).toMatchObject({ name: 'Empty', shared: false, mistake: undefined })
  })

  test('of the organization comes before those of a person, each in the order of adding', async () => {
    await saveView(ada, { name: 'C' })
    await saveView(ada, { name: 'B', shared: 'on' })
    await saveView(bob, { name: 'A', shared: 'on' })
    await saveView(ada, { name: 'A' })
    expect(await namesOf(ada)).toEqual(['B', 'A', 'C', 'A'])
    expect(await namesOf(bob)).toEqual(['B', 'A'])
    expect(await namesOf(stranger)).toEqual([])
  })

  test('can be renamed without changing what it shows, and replaced', async () => {
    const { id, version } = await saveView(ada, { name: 'New', list: 'created=7' })
    const renamed = await updateView(ada, { id, version, name: 'This week', list: 'created=30' })
    expect(renamed).toMatchObject({ name: 'This week', query: 'created=7' })
    const list = 'created=30'
    const replaced = await updateView(ada, { id, name: 'This month', replace: 'on', list })
    expect(replaced).toMatchObject({ name: 'This month', query: 'created=30' })
  })

  test('of a person can be shared, and become personal again', async () => {
    const { id, version } = await saveView(ada, { name: 'Empty', list: 'users=without' })
    await updateView(ada, { id, version, name: 'Empty', shared: 'on' })
    expect(await viewsOf(bob)).toMatchObject([{ id, shared: true, query: 'users=without' }])
    await updateView(bob, { id, name: 'Still shared' })
    await updateView(bob, { id, name: 'Of Bob', shared: 'off' })
    expect(await viewsOf(bob)).toMatchObject([{ name: 'Of Bob', shared: false }])
    expect(await viewsOf(ada)).toEqual([])
  })

  test('is not shared under a name that the organization uses, or beyond its limit', async () => {
    for (let number = 1; number <= MAX_VIEWS; number += 1) {
      await saveView(bob, { name: `View ${number}`, shared: 'on' })
    }
    const { id } = await saveView(ada, { name: 'View 1' })
    const before = await storedViews()
    const share = (name: string) => updateView(ada, { id, name, shared: 'on' })
    await expect(share('view 1')).rejects.toMatchObject({ fields: { name: expect.anything() } })
    await expect(share('Another')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Your organization has 20 views'),
    })
    expect(await storedViews()).toEqual(before)
  })

  test('with the name of another is rejected, in any case', async () => {
    await saveView(ada, { name: 'Néw' })
    const { id } = await saveView(ada, { name: 'Old' })
    const before = await storedViews()
    for (const attempt of [
      saveView(ada, { name: 'new' }),
      updateView(ada, { id, name: 'NEW', replace: 'on', list: 'created=7' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await storedViews()).toEqual(before)
    await expect(updateView(ada, { id, name: 'OLD' })).resolves.toMatchObject({ name: 'OLD' })
  })

  test('that is renamed gives its old name free and takes the new one', async () => {
    const { id } = await saveView(ada, { name: 'Old' })
    await updateView(ada, { id, name: 'New' })
    const before = await storedViews()
    await expect(saveView(ada, { name: 'new' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await storedViews()).toEqual(before)
    await expect(saveView(ada, { name: 'Old' })).resolves.toMatchObject({ name: 'Old' })
  })

  test('whose condition has a mistake is not saved', async () => {
    const list = String(new URLSearchParams({ q: 'name =' }))
    const before = await storedViews()
    await expect(saveView(ada, { name: 'Broken', list })).rejects.toMatchObject({
      fields: { list: expect.stringContaining('where, character 7') },
    })
    expect(await storedViews()).toEqual(before)
  })

  test('whose condition no longer parses says so', async () => {
    const { id } = await saveView(ada, { name: 'Old field' })
    const query = String(new URLSearchParams({ q: "color = 'red'" }))
    await database().savedView.update({ where: { id }, data: { query } })
    expect((await getView(ada, { id })).mistake).toContain('where, character 1: expected one of')
  })

  test.each([
    ['renamed', (actor: Actor, id: number) => updateView(actor, { id, name: 'Mine' })],
    ['deleted', (actor: Actor, id: number) => deleteView(actor, { id })],
    ['opened', (actor: Actor, id: number) => getView(actor, { id })],
  ])('of another organization or person is not found if it is %s', async (_, run) => {
    const own = await saveView(ada, { name: 'Own' })
    const shared = await saveView(ada, { name: 'Shared', shared: 'on' })
    const before = await storedViews()
    const notFound = { code: 'not-found', message: 'View not found.' }
    await expect(run(stranger, own.id)).rejects.toMatchObject(notFound)
    await expect(run(stranger, shared.id)).rejects.toMatchObject(notFound)
    await expect(run(bob, own.id)).rejects.toMatchObject(notFound)
    expect(await storedViews()).toEqual(before)
  })

  test('that someone else has changed is not overwritten or deleted', async () => {
    const { id, version } = await saveView(ada, { name: 'Shared', shared: 'on' })
    await updateView(bob, { id, version, name: 'By Bob' })
    const before = await storedViews()
    const stale = { code: 'stale', current: { name: 'By Bob' }, version: version + 1 }
    await expect(updateView(ada, { id, version, name: 'A' })).rejects.toMatchObject(stale)
    await expect(deleteView(ada, { id, version })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Reload the page'),
    })
    expect(await storedViews()).toEqual(before)
    await deleteView(ada, { id, version: version + 1 })
    expect(await namesOf(bob)).toEqual([])
  })

  test('is rejected beyond the limit of a person and of an organization, at the same time too', async () => {
    for (const shared of ['', 'on']) {
      const add = (number: number) => saveView(ada, { name: `View ${number}`, shared })
      for (let number = 1; number < MAX_VIEWS; number += 1) await add(number)
      const last = await Promise.allSettled([add(98), add(99)])
      expect(last.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    }
    expect(await namesOf(ada)).toHaveLength(2 * MAX_VIEWS)
    expect(await namesOf(bob)).toHaveLength(MAX_VIEWS)
  }, 30_000)

  test('is in the audit log with what it showed', async () => {
    const { id } = await saveView(ada, { name: 'New', list: 'created=7' })
    await deleteView(ada, { id })
    const [entry] = await database().auditEvent.findMany({
      where: { operation: 'accounts.deleteView', organizationId: ada.organizationId },
    })
    const before = { name: 'New', shared: false, query: 'created=7' }
    expect(JSON.parse(String(entry?.detail))).toEqual({ before })
  })

  test('goes with the person who saved it', async () => {
    await saveView(bob, { name: 'Own' })
    await database().user.delete({ where: { id: bob.userId } })
    expect(await database().savedView.count({ where: { userId: bob.userId } })).toBe(0)
  })
})
