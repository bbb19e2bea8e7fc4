import type { ReactNode } from 'react'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { topics } from '@/components/api-docs/guide-topics'
import { groupByTag } from '@/components/api-docs/search-endpoints'

type Props = { endpoints: Endpoint[]; showGuide: boolean }

export function TableOfContents({ endpoints, showGuide }: Props) {
  return (
    <nav aria-label="On this page" className="grid gap-5 text-help">
      {showGuide && (
        <Group title="Guide">
          {topics.map(({ id, title }) => (
            <Entry key={id} id={id}>
              {title}
            </Entry>
          ))}
        </Group>
      )}
      {groupByTag(endpoints).map(([tag, tagged]) => (
        <Group key={tag} title={tag}>
          {tagged.map(({ id, method, path, summary }) => (
            <Entry key={id} id={id}>
              <span className="w-12 shrink-0 font-mono text-head text-text-2">{method}</span>{' '}
              <span className="sr-only">{`${path} `}</span>
              <span>{summary}</span>
            </Entry>
          ))}
        </Group>
      ))}
    </nav>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <p aria-hidden="true" className="px-2 font-semibold text-text-2 capitalize">
        {title}
      </p>
      <ul aria-label={title}>{children}</ul>
    </div>
  )
}

function Entry({ id, children }: { id: string; children: ReactNode }) {
  return (
    <li>
      <a
        href={`#${id}`}
        className="flex min-h-8 items-center gap-2 rounded-control px-2 py-1 hover:bg-hover max-lg:min-h-11"
      >
        {children}
      </a>
    </li>
  )
}
