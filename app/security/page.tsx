import { redirect } from 'next/navigation'

export default function Security() {
  redirect('/security/accounts')
}
