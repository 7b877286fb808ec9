import type { Rule } from './rule.ts'

const methods = 'https://docs.slack.dev/reference/methods'
const events = 'https://docs.slack.dev/reference/events'
const interactivity = 'https://docs.slack.dev/interactivity'
const kit = 'https://docs.slack.dev/reference/block-kit'
const modals = 'https://docs.slack.dev/surfaces/modals'

/** Modals and Homes. */
export const viewsRules = [
  { id: 'trigger-once', says: 'a trigger opens one view', page: `${interactivity}/handling-user-interaction` },
  {
    id: 'trigger-three-seconds',
    says: 'a trigger lives three seconds',
    page: `${interactivity}/handling-user-interaction`,
  },
  {
    id: 'view-texts',
    says: 'titles and labels have 24 characters, private_metadata 3,000',
    page: 'https://docs.slack.dev/reference/views/modal-views',
  },
  {
    id: 'submit-with-inputs',
    says: 'a modal with inputs has a submit button',
    page: 'https://docs.slack.dev/reference/views/modal-views',
  },
  {
    id: 'view-hash',
    says: 'an update keeps the id and changes the hash; an old hash conflicts',
    page: `${methods}/views.update`,
  },
  { id: 'view-values-kept', says: 'values stay where block_id and action_id stay', page: modals },
  { id: 'external-id', says: 'an external_id is unique and finds its view', page: `${methods}/views.update` },
  {
    id: 'state-values',
    says: 'state.values has block_id, action_id and the shape of the element',
    page: 'https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload',
  },
  {
    id: 'required-fields',
    says: 'an empty required field is refused by the client, not sent',
    page: `${kit}/blocks/input-block`,
  },
  { id: 'form-errors', says: 'errors in the acknowledgement appear at their inputs', page: modals },
  { id: 'form-errors-inputs', says: 'errors on anything but an input are trouble', page: modals },
  { id: 'form-answers', says: 'an acknowledgement closes, updates, pushes or clears', page: modals },
  { id: 'modal-depth', says: 'three modals lie on one another at most', page: modals },
  { id: 'view-closed', says: 'a closed view is told where it asked for that', page: modals },
  { id: 'home-stays', says: 'a Home stays as published, for its person alone', page: `${methods}/views.publish` },
  { id: 'home-opened', says: 'opening the Home is told', page: `${events}/app_home_opened` },
] as const satisfies Rule[]
