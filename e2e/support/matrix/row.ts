import { expect, type Page } from '@playwright/test'
import { type FieldValue, type FormSubmission, readForm } from '@/e2e/support/forms'
import { actionOf, makeForm, makePlainForm } from '@/e2e/support/matrix/server-actions'

/** A server action, and a form that runs it. */
export type Row = {
  /** As its module exports it. */
  action: string
  /** The page that shows the form. */
  path: string
  /** Of the form. Without a label, no page shows the form without JavaScript, and the row sends its own. */
  label?: string
  values?: { [name: string]: FieldValue }
  /** The action takes the form alone. */
  isPlain?: true
  /** Also people who may run the action change nothing with these values. */
  isIneffective?: true
}

export type RowForm = { row: Row; form: FormSubmission }

/** The forms as this page, which runs without JavaScript, would submit them. */
export async function readForms(page: Page, rows: Row[]): Promise<RowForm[]> {
  const forms: RowForm[] = []
  for (const row of rows) {
    const { action, path, label, values = {} } = row
    const { href } = new URL(path, page.url())
    if (label === undefined) {
      const form = row.isPlain ? makePlainForm(href, action) : makeForm(href, action, values)
      forms.push({ row, form })
      continue
    }
    // Most pages have several forms.
    if (page.url() !== href) await page.goto(path)
    const form = await readForm(page, label, values)
    expect(actionOf(form), `the form “${label}” of ${path}`).toBe(action)
    forms.push({ row, form })
  }
  // The others start jobs, which change rows a moment later.
  return forms.toSorted((a, b) => Number(isEffective(a)) - Number(isEffective(b)))
}

const isEffective = ({ row }: RowForm) => !row.isIneffective
