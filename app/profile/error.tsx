'use client'

import SecurityError from '@/app/security/error'

export default SecurityError
