import { textIn, type Wordings, words } from '@/lib/activity-log/wording'

export const providerWordings: Wordings = {
  'providers.add': { did: 'added {target}', do: 'add an identity provider' },
  'providers.update': { did: 'changed {target}', do: 'change {target}' },
  'providers.setAccount': {
    did: 'changed where {target} creates users',
    do: 'change where {target} creates users',
  },
  'providers.delete': { did: 'deleted {target}', do: 'delete {target}' },
  'providers.test': { did: 'tested the sign-in with {target}', do: 'test {target}' },
  'providers.addDomain': {
    did: (detail) => words`added the domain ${textIn(detail, 'domain')} for single sign-on`,
    do: 'add a domain for single sign-on',
  },
  'providers.verifyDomain': {
    did: (detail) => words`verified the domain ${textIn(detail, 'domain')} for single sign-on`,
    do: 'verify a domain for single sign-on',
  },
  'providers.removeDomain': {
    did: (detail) => words`removed the domain ${textIn(detail, 'removed')} from single sign-on`,
    do: 'remove a domain from single sign-on',
  },
  'providers.link': {
    did: 'signed in with an identity provider for the first time',
    do: 'sign in with an identity provider',
  },
  'providers.get': { do: 'open an identity provider' },
  'providers.listEmergencyAdministrators': { do: 'list the emergency administrators' },
}
