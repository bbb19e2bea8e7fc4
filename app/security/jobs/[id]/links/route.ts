import type { NextRequest } from 'next/server'
import type { Actor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { FORM_USER, OWN_PASSKEY, OWN_PASSWORD, submittedTexts } from '@/lib/form-state'
import { inviteAll } from '@/lib/imports/links'
import { getJob } from '@/lib/jobs/queries'
import { linkFileCells, linkFileHeader } from '@/lib/links/view'
import { paths } from '@/lib/paths'
import { csvResponse } from '@/lib/transport/download'
import { errorDocument } from '@/lib/transport/error-document'
import { requireFormOwner } from '@/lib/transport/form-owner'
import { isSameOriginRequest } from '@/lib/transport/request'
import { currentActor, reauthenticate } from '@/lib/transport/session'
import { makeAllLinks } from '@/lib/user-jobs/links'

type Context = RouteContext<'/security/jobs/[id]/links'>
type Texts = { [field: string]: string }
type LinkRequest = { id: number; sendMail: boolean }

/** A form, because it makes new links and ends earlier ones. The answer is the only copy of them. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const id = Number((await params).id)
  try {
    if (!(await isSameOriginRequest())) {
      throw new AppError('forbidden', 'This form was not sent from this site.')
    }
    return await answerForm(id, submittedTexts(await request.formData()))
  } catch (error) {
    return errorDocument(error)
  }
}

/** The file, or the way back to the form with what was chosen there. */
async function answerForm(id: number, submitted: Texts): Promise<Response> {
  const sendMail = submitted.sendMail === 'on'
  const choices = sendMail ? { sendMail: 'on' } : {}
  const current = await currentActor()
  requireFormOwner(current, submitted[FORM_USER])
  const { [OWN_PASSWORD]: ownPassword, [OWN_PASSKEY]: ownPasskey } = submitted
  try {
    const actor = await reauthenticate(current, { ownPassword, ownPasskey })
    if (actor) return await linksFile(actor, { id, sendMail })
    return seeOther(paths.signInAndReturn(formPath(id, choices)))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'reauthentication-required') throw error
    return seeOther(formPath(id, { ...choices, confirm: proofIn(submitted) }))
  }
}

/** The page of the job with the form, and what was chosen there. */
function formPath(id: number, choices: Texts): string {
  const query = String(new URLSearchParams(choices))
  return `${paths.job(id)}${query && `?${query}`}#links`
}

/** What did not prove who the person is. */
function proofIn(submitted: Texts): string {
  if (submitted[OWN_PASSKEY]) return 'wrong-passkey'
  return submitted[OWN_PASSWORD] ? 'wrong-password' : 'required'
}

async function linksFile(actor: Actor, request: LinkRequest): Promise<Response> {
  const { kind } = await getJob(actor, { id: request.id })
  const file = {
    fileName: `links-${request.id}.csv`,
    columns: linkFileHeader,
    toCells: linkFileCells,
    batches: kind === 'users.make-links' ? makeAllLinks(actor, request) : inviteAll(actor, request),
  }
  return csvResponse(file, actor)
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } })
}
