import { expect, type Page } from '@playwright/test'

type File = { fileName: string; content: string }

export type FieldValue = string | File

export type FormSubmission = { url: string; fields: [name: string, value: FieldValue][] }

/** The form with this label as a browser without JavaScript would submit it, with these values. */
export async function readForm(
  page: Page,
  label: string,
  values: { [name: string]: FieldValue },
): Promise<FormSubmission> {
  const form = page.locator(`form[aria-label="${label}"]`).first()
  const fields = await form.locator('input, textarea, button[value]').evaluateAll((elements) =>
    elements.flatMap((element): [string, string][] => {
      const field = element instanceof HTMLInputElement ? element : undefined
      const isChoice = field?.type === 'checkbox' || field?.type === 'radio'
      if (isChoice && !field.checked) return []
      const text = element instanceof HTMLTextAreaElement ? element.value : field?.value
      const value = text ?? element.getAttribute('value') ?? ''
      const name = element.getAttribute('name')
      return name ? [[name, value]] : []
    }),
  )
  expect(fields.map(([name]) => name).join(), label).toContain('$ACTION')
  return {
    url: page.url(),
    fields: fields.map(([name, value]) => [name, values[name] ?? value]),
  }
}

export async function submitForm(
  page: Page,
  { url, fields }: FormSubmission,
  headers: { [name: string]: string },
): Promise<number> {
  const boundary = 'form-boundary'
  const parts = fields.map(([name, value]) => `--${boundary}\r\n${toPart(name, value)}\r\n`)
  const response = await page.request.post(url, {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...headers },
    data: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
    maxRedirects: 0,
  })
  return response.status()
}

function toPart(name: string, value: FieldValue): string {
  const disposition = `Content-Disposition: form-data; name="${name}"`
  if (typeof value === 'string') return `${disposition}\r\n\r\n${value}`
  const { fileName, content } = value
  return `${disposition}; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}`
}
