export { parseCommand } from './command.ts'
export { parseMessage } from './message.ts'
export { nearest } from './nearest.ts'
export { formErrors, readView } from './view.ts'
