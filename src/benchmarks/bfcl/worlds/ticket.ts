// TicketAPI: a queue of support tickets.
import { compare, equals, getItem, isTrue, setItem } from '../python/compare.ts'
import { PythonError } from '../../../files/python-error.ts'
import { add } from '../python/arithmetic.ts'
import { asText, join, lower } from '../python/text.ts'
import { str } from '../../../files/python-repr.ts'
import { typeName, type Dict, type Value } from '../../../files/values.ts'
import { iterate, subscript } from '../python/sequence.ts'
import { type Api, dict, failure, method } from './api.ts'
import { deepCopy } from './copy.ts'
import { EDITABLE_FIELDS, INITIAL } from './ticket-constants.ts'

type State = { ticket_queue: Value; ticket_counter: Value; current_user: Value }

function load(config: Dict): State {
  return {
    ticket_queue: deepCopy(config.get('ticket_queue') ?? []),
    ticket_counter: config.get('ticket_counter') ?? INITIAL.ticketCounter,
    current_user: config.get('current_user') ?? null,
  }
}

function findTicket(state: State, id: Value): Dict | undefined {
  for (const ticket of iterate(state.ticket_queue))
    if (equals(subscript(ticket, 'id'), id)) return isTrue(ticket) ? (ticket as Dict) : undefined
  return undefined
}

/** Does what `change` does to the ticket of that number, or says that there is none. */
function onTicket(state: State, id: Value, change: (ticket: Dict) => Value): Value {
  const ticket = findTicket(state, id)
  return ticket ? change(ticket) : failure(`Ticket with ID ${str(id)} not found.`)
}

function createTicket(state: State, title: Value, description: Value, priority: Value): Value {
  if (!isTrue(state.current_user)) return failure('User not authenticated. Please log in to create a ticket.')
  if (compare(priority, '<', 1) || compare(priority, '>', 5))
    return failure('Invalid priority. Priority must be between 1 and 5.')
  const ticket = dict({
    id: state.ticket_counter,
    title,
    description,
    status: 'Open',
    priority,
    created_by: state.current_user,
  })
  ;(state.ticket_queue as Value[]).push(ticket)
  state.ticket_counter = add(state.ticket_counter, 1)
  return ticket
}

function closeTicket(state: State, id: Value): Value {
  return onTicket(state, id, ticket => {
    if (equals(getItem(ticket, 'status'), 'Closed'))
      return failure(`Ticket with ID ${str(id)} is already closed.`)
    ticket.set('status', 'Closed')
    return dict({ status: `Ticket ${str(id)} has been closed successfully.` })
  })
}

function resolveTicket(state: State, id: Value, resolution: Value): Value {
  return onTicket(state, id, ticket => {
    if (equals(getItem(ticket, 'status'), 'Resolved'))
      return failure(`Ticket with ID ${str(id)} is already resolved.`)
    ticket.set('status', 'Resolved')
    ticket.set('resolution', resolution)
    return dict({ status: `Ticket ${str(id)} has been resolved successfully.` })
  })
}

/** Fields that cannot be edited are named in the order given; the official code names them in the order of a hash. */
function editTicket(state: State, id: Value, updates: Value): Value {
  return onTicket(state, id, ticket => {
    if (!(updates instanceof Map))
      throw new PythonError('AttributeError', `'${typeName(updates)}' object has no attribute 'keys'`)
    const invalid = [...updates.keys()].filter(key => !EDITABLE_FIELDS.includes(key as string))
    if (invalid.length > 0) return failure(`Invalid fields for update: ${join(', ', invalid)}`)
    for (const [key, value] of updates) if (value !== null) setItem(ticket, key, value)
    return dict({ status: `Ticket ${str(id)} has been updated successfully.` })
  })
}

function login(state: State, username: Value, password: Value): Value {
  const success = isTrue(username) && isTrue(password)
  if (success) state.current_user = username
  return dict({ success })
}

function logout(state: State): Value {
  const success = isTrue(state.current_user)
  if (success) state.current_user = null
  return dict({ success })
}

function userTickets(state: State, status: Value): Value {
  if (!isTrue(state.current_user)) return [failure('User not authenticated. Please log in to view tickets.')]
  const own = iterate(state.ticket_queue).filter(ticket =>
    equals(subscript(ticket, 'created_by'), state.current_user),
  )
  if (!isTrue(status)) return own
  return own.filter(ticket => {
    const has = lower(asText(subscript(ticket, 'status'), 'lower'))
    return has === lower(asText(status, 'lower'))
  })
}

const METHODS = {
  create_ticket: method<State>(['title', ['description', ''], ['priority', 1]], createTicket),
  get_ticket: method<State>(['ticket_id'], (state, id) => onTicket(state, id, ticket => ticket)),
  close_ticket: method<State>(['ticket_id'], closeTicket),
  resolve_ticket: method<State>(['ticket_id', 'resolution'], resolveTicket),
  edit_ticket: method<State>(['ticket_id', 'updates'], editTicket),
  ticket_login: method<State>(['username', 'password'], login),
  ticket_get_login_status: method<State>([], state => dict({ username: isTrue(state.current_user) })),
  logout: method<State>([], logout),
  get_user_tickets: method<State>([['status', null]], userTickets),
}

export const ticketApi: Api<State> = {
  name: 'TicketAPI',
  load,
  methods: () => METHODS,
  attributes: state => ({ ...state }),
}
