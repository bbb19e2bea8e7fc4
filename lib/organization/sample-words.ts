import 'server-only'
import { SQL } from '@/lib/db/sql'

const words = (text: string) => text.split(/\s+/)

/** A list that an SQL expression cycles through, moving on every `step` rows. */
type Cycle = { values: string[]; step: number }

// 31, 20 and 13 words: without a common divisor, a combination repeats as late as possible.
export const accountNames: Cycle[] = [
  {
    values: words(`Northwind Contoso Fabrikam Tailspin Adventure Wingtip Litware Proseware Lucerne
      Alpine Harbor Meridian Juniper Cobalt Sequoia Évora São Göteborg Kraków Zürich Amber Granite
      Lantern Orchid Pioneer Quarry Redwood Summit Thistle Verdant Willow`),
    step: 1,
  },
  {
    values: words(`Traders Retail Logistics Toys Works Tours Systems Publishing Importers Foods
      Energy Health Textiles Robotics Insurance Airlines Media Farms Optics Shipping`),
    step: 1,
  },
  {
    values: words(`EMEA Group Labs North South Nordic Iberia Pacific Wholesale Partners Digital
      Services Atelier`),
    step: 1,
  },
]

export const descriptions: Cycle = {
  values: [
    'Resellers',
    'Point-of-sale integrations',
    'Warehouse interfaces, read-only',
    'Customs and freight partners',
    'Bike dealer network',
    'Billing and invoicing',
    'Field service teams',
    'Nightly stock exchange',
  ],
  step: 1,
}

export const firstNames: Cycle = {
  values: words(`Ada Bruno Chiara Dmitri Élodie Farid Grace Hiroshi Inés Jonas Katarzyna Liam Mei
    Nadia Óscar Priya Quentin Rosa Søren Tomáš Uma Viktor Wanda Ximena Yusuf Zoë`),
  step: 1,
}

export const lastNames: Cycle = {
  values: words(`Almeida Becker Costa Dubois Eriksson Ferrari García Hansen Ivanova Jensen Kowalski
    Lefèvre Müller Nguyễn Okafor Petrov Quinn Rossi Schmidt Tanaka Usman Virtanen Weber Yılmaz
    Zhang`),
  step: 7,
}

/** SQL for the value at `row_index`, a column of the query it is part of. */
export function pick({ values, step }: Cycle): SQL.Sql {
  return SQL.sql`(${values}::text[])[1 + (row_index / ${step}::int) % ${values.length}::int]`
}

export function pickEach(cycles: Cycle[], transform = (value: string) => value): SQL.Sql {
  const parts = cycles.map(({ values, step }) => pick({ values: values.map(transform), step }))
  return SQL.join(parts, ` || ' ' || `)
}
