export { type Message, type Rendered, render } from './message.ts'
export { loadingView, renderView, sayView } from './view.ts'
