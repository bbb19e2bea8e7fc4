'use client'

import { createContext } from 'react'

/** The ID of the user whose page this is. */
export const UserContext = createContext<number | undefined>(undefined)
