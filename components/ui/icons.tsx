import type { LucideIcon } from 'lucide-react'

type Props = { drawn: { [name: string]: LucideIcon } }

/** Draws icons once on a page, for a list that shows them in every row. */
export function Icons({ drawn }: Props) {
  return (
    <svg className="hidden" aria-hidden="true">
      {Object.entries(drawn).map(([name, Drawn]) => (
        <symbol key={name} id={`icon-${name}`}>
          <Drawn size={16} />
        </symbol>
      ))}
    </svg>
  )
}

/** An icon that `Icons` has drawn. */
export function Icon({ name }: { name: string }) {
  return (
    <svg className="icon" aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  )
}
