import {
  type Detail,
  numberIn,
  recordIn,
  type SentencePart,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const profileWordings: Wordings = {
  'profile.update': { did: 'changed their own name', do: 'change their own name' },
  'profile.changePassword': {
    did: 'changed their own password',
    do: 'change their own password',
  },
  'profile.setPassword': { did: 'set a password with a link', do: 'set a password with a link' },
  'profile.changeEmail': { did: changedEmail, do: 'change their own email address' },
  'profile.confirmEmail': {
    did: 'confirmed their new email address',
    do: 'confirm their new email address',
  },
  'profile.cancelEmailChange': {
    did: 'canceled the change of their email address',
    do: 'cancel the change of their email address',
  },
  'profile.endSession': {
    did: 'signed out one of their own sessions',
    do: 'sign out one of their own sessions',
  },
  'profile.endOtherSessions': {
    did: (detail, count) =>
      words`signed out ${count(numberIn(detail, 'ended'), 'other session')} of their own`,
    do: 'sign out their other sessions',
  },
  'profile.resetSecret': {
    did: 'got a new User Secret for themselves',
    do: 'get a new User Secret for themselves',
  },
  'profile.withdrawSecret': {
    did: 'withdrew their own User Secret',
    do: 'withdraw their own User Secret',
  },
  'profile.startSecondFactor': {
    did: 'started to set up an authenticator app',
    do: 'set up an authenticator app',
  },
  'profile.cancelSecondFactor': {
    did: 'canceled the setup of an authenticator app',
    do: 'cancel the setup of an authenticator app',
  },
  'profile.confirmSecondFactor': {
    did: 'set up an authenticator app',
    do: 'set up an authenticator app',
  },
  'profile.removeSecondFactor': {
    did: 'removed their authenticator app',
    do: 'remove their authenticator app',
  },
  'profile.replaceRecoveryCodes': {
    did: 'replaced their recovery codes',
    do: 'replace their recovery codes',
  },
  'profile.startPasskey': { did: 'started to add a passkey', do: 'add a passkey' },
  'profile.addPasskey': {
    did: (detail) => words`added the passkey “${textIn(detail, 'passkey')}”`,
    do: 'add a passkey',
  },
  'profile.renamePasskey': { did: renamedPasskey, do: 'rename a passkey' },
  'profile.removePasskey': {
    did: (detail) => words`removed the passkey “${textIn(detail, 'passkey')}”`,
    do: 'remove a passkey',
  },
  'profile.get': { do: 'open their profile' },
  'profile.findSessions': { do: 'list their own sessions' },
  'profile.getSecret': { do: 'look up their own User Secret' },
  'profile.getSecondFactor': { do: 'look up their own second factor' },
  'profile.getSecondFactorSetup': { do: 'set up an authenticator app' },
  'profile.listPasskeys': { do: 'list their own passkeys' },
}

function changedEmail(detail: Detail): SentencePart[] {
  const requested = textIn(recordIn(detail, 'requested'), 'email')
  if (requested) return words`asked to change their email address to ${requested}`
  return words`changed their email address to ${textIn(recordIn(detail, 'after'), 'email')}`
}

function renamedPasskey(detail: Detail): SentencePart[] {
  const before = textIn(recordIn(detail, 'before'), 'passkey')
  const after = textIn(recordIn(detail, 'after'), 'passkey')
  return words`renamed the passkey “${before}” to “${after}”`
}
