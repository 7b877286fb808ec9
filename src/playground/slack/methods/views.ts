import type { ViewsOpenResponse, ViewsPublishResponse, ViewsPushResponse, ViewsUpdateResponse } from '@slack/web-api'
import type { View } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { changeView, makeView, modalDepth, openModals, readView, showModal, useTrigger, viewShape } from '../views.ts'
import type { World } from '../world.ts'
import { method, structure, text } from './method.ts'

function refuseHash(view: View, hash: string | undefined): void {
  if (hash !== undefined && hash !== view.hash) throw new SlackRefusal('hash_conflict')
}

function openView(world: World, asked: { view_id?: string | undefined; external_id?: string | undefined }): View {
  const found = [...world.views.values()].find((view) =>
    asked.view_id === undefined
      ? view.externalId !== '' && view.externalId === asked.external_id
      : view.id === asked.view_id,
  )
  if (!found) throw new SlackRefusal('not_found')
  return found
}

/** Modals and Homes. */
export const viewMethods = [
  method({
    name: 'views.open',
    args: { trigger_id: text, view: structure },
    run: (world, args) => {
      const read = readView(world, 'modal', args.view)
      const { user } = useTrigger(world, args.trigger_id)
      const view = makeView(world, { owner: user, read })
      showModal(world, view)
      return { ok: true, view: viewShape(world, view) } satisfies ViewsOpenResponse
    },
  }),
  method({
    name: 'views.push',
    args: { trigger_id: text, view: structure },
    run: (world, args) => {
      const read = readView(world, 'modal', args.view)
      const { user } = useTrigger(world, args.trigger_id)
      const open = openModals(world, user)
      const top = open.at(-1)
      if (!top) throw new SlackRefusal('not_found')
      if (open.length >= modalDepth) throw new SlackRefusal('push_limit_reached')
      const view = makeView(world, { owner: user, read, under: top })
      showModal(world, view)
      return { ok: true, view: viewShape(world, view) } satisfies ViewsPushResponse
    },
  }),
  method({
    name: 'views.update',
    args: { view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view: structure },
    run: (world, args) => {
      const view = openView(world, args)
      const read = readView(world, view.kind, args.view)
      refuseHash(view, args.hash)
      changeView(world, view, read)
      return { ok: true, view: viewShape(world, view) } satisfies ViewsUpdateResponse
    },
  }),
  method({
    name: 'views.publish',
    args: { user_id: text, hash: text.optional(), view: structure },
    run: (world, args) => {
      if (!world.accounts.has(args.user_id)) throw new SlackRefusal('user_not_found')
      const read = readView(world, 'home', args.view)
      const known = world.homes.get(args.user_id)
      if (known) {
        refuseHash(known, args.hash)
        changeView(world, known, read)
      }
      const view = known ?? makeView(world, { owner: args.user_id, read })
      world.homes.set(args.user_id, view)
      world.changed()
      return { ok: true, view: viewShape(world, view) } satisfies ViewsPublishResponse
    },
  }),
]
