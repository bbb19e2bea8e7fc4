import { endpoints } from '@/lib/api/endpoints'
import { apiRoute } from '@/lib/transport/api-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute(endpoints)
