import type { World } from '../world.ts'
import { appMethods } from './apps.ts'
import { authMethods } from './auth.ts'
import { chatMethods } from './chat.ts'
import { makeMethods } from './conversations-make.ts'
import { peopleMethods } from './conversations-people.ts'
import { readMethods } from './conversations-read.ts'
import { fileMethods } from './files.ts'
import type { Method } from './method.ts'
import { pinMethods } from './pins.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

/** Every Web API method this Slack knows, by name. */
export function allMethods(ticket: (world: World) => string | undefined): ReadonlyMap<string, Method> {
  const methods: Method[] = [
    ...appMethods(ticket),
    ...authMethods,
    ...chatMethods,
    ...fileMethods,
    ...makeMethods,
    ...peopleMethods,
    ...pinMethods,
    ...readMethods,
    ...userMethods,
    ...viewMethods,
  ]
  return new Map(methods.map((one) => [one.name, one]))
}
