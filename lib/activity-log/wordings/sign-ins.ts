import {
  actor,
  type Detail,
  type SentencePart,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const signInWordings: Wordings = {
  'session.signIn': { did: signedIn, do: 'sign in', denial: signInDenied },
  'session.signOut': { did: 'signed out', do: 'sign out' },
  'session.confirmPassword': {
    did: 'confirmed their password',
    do: 'confirm their password',
  },
  'session.confirmPasskey': {
    did: 'confirmed with a passkey who they are',
    do: 'confirm with a passkey who they are',
  },
  'session.confirmWithProvider': {
    did: 'confirmed with their identity provider who they are',
    do: 'confirm with their identity provider who they are',
  },
  'session.getReauthentication': { do: 'confirm who they are' },
  'session.requestPasswordLink': {
    sentence: 'Someone requested a link to set a new password for {target}',
    do: 'request a link to set a new password',
  },
}

const methods: { readonly [method: string]: string } = {
  password: ' with their password',
  'password and code': ' with their password and a code',
  'password and recovery code': ' with their password and a recovery code',
  passkey: ' with a passkey',
  provider: ' with their identity provider',
  link: ' with a link',
}

function signedIn(detail: Detail): SentencePart[] {
  return words`signed in${methods[textIn(detail, 'method')] ?? ''}`
}

/** Whose account it is says nothing about who tried to sign in. */
function signInDenied(detail: Detail): SentencePart[] {
  const email = textIn(detail, 'email')
  return email ? words`A sign-in as ${email} was denied` : words`A sign-in as ${actor} was denied`
}
