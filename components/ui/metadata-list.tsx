import type { ReactNode } from 'react'

/** A line of short facts after its marks; the dots between them fall away where it breaks. */
export function MetadataList({ marks, children }: { marks: ReactNode; children: ReactNode }) {
  return (
    <div className="facts">
      <div className="facts-line">
        <span className="flex gap-2">{marks}</span>
        {children}
      </div>
    </div>
  )
}
