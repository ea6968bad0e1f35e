// MessageAPI: users of a workspace and the messages sent to them.
import { typeError } from '../../../files/python-error.ts'
import type { PythonRandom } from '../../../files/python-random.ts'
import { str } from '../../../files/python-repr.ts'
import { type Dict, PySet, type Value } from '../../../files/values.ts'
import { add } from '../python/arithmetic.ts'
import { contains, equals, has, isTrue, lookUp, setItem } from '../python/compare.ts'
import { iterate } from '../python/sequence.ts'
import { asText, lower } from '../python/text.ts'
import { typeName } from '../../../files/values.ts'
import { type Api, dict, failure, method } from './api.ts'
import { deepCopy } from './copy.ts'
import { INBOX, MESSAGE_IDS, SEED, USERS } from './message-constants.ts'
import { randomOf } from './random.ts'

type State = {
  random: () => PythonRandom
  generated_ids: Value
  user_count: Value
  user_map: Dict
  inbox: Value[]
  message_count: Value
  current_user: Value
}

const NOT_LOGGED_IN = 'No user is currently logged in.'

function load(config: Dict): State {
  const users = config.get('user_map') ?? new Map<Value, Value>(USERS)
  const inbox =
    config.get('inbox') ?? INBOX.map(([receiver, text]) => new Map<Value, Value>([[receiver, text]]))
  return {
    random: randomOf(config, SEED),
    generated_ids: deepCopy(config.get('generated_ids') ?? new PySet([])),
    user_count: config.get('user_count') ?? 4,
    user_map: deepCopy(users) as Dict,
    inbox: deepCopy(inbox) as Value[],
    message_count: config.get('message_count') ?? 3,
    current_user: config.get('current_user') ?? null,
  }
}

/** A number not given before; the official code hands it on inside a dictionary. */
function generateId(state: State): Value {
  const random = state.random()
  let id = random.randint(...MESSAGE_IDS)
  while (contains(state.generated_ids, id)) id = random.randint(...MESSAGE_IDS)
  if (!(state.generated_ids instanceof PySet))
    throw typeError(`'${typeName(state.generated_ids)}' object has no attribute 'add'`)
  state.generated_ids.items.push(id)
  return dict({ new_id: id })
}

function firstEntry(message: Value): [Value, Value] {
  const entry = [...(message as Dict)][0]
  if (!entry) throw new RangeError('list index out of range')
  return entry
}

function userIds(state: State): Value[] {
  return [...state.user_map.values()]
}

function getUserId(state: State, user: Value): Value {
  const id = lookUp(state.user_map, user)
  return id === undefined ? failure(`User '${str(user)}' not found in the workspace.`) : dict({ user_id: id })
}

function login(state: State, user: Value): Value {
  if (!has(userIds(state), user))
    return dict({ login_status: false, message: `User ID '${str(user)}' not found.` })
  state.current_user = user
  return dict({ login_status: true, message: `User '${str(user)}' logged in successfully.` })
}

function sendMessage(state: State, receiver: Value, message: Value): Value {
  if (!isTrue(state.current_user)) return failure(NOT_LOGGED_IN)
  if (!has(userIds(state), receiver)) return failure(`Receiver ID '${str(receiver)}' not found.`)
  const id = generateId(state)
  state.inbox.push(new Map([[receiver, message]]))
  state.message_count = add(state.message_count, 1)
  return dict({
    sent_status: true,
    message_id: id,
    message: `Message sent to '${str(receiver)}' successfully.`,
  })
}

/** Finds the newest message to the receiver, but removes the oldest that equals it, as the official code does. */
function deleteMessage(state: State, receiver: Value): Value {
  if (!isTrue(state.current_user)) return failure(NOT_LOGGED_IN)
  for (const message of [...state.inbox].reverse()) {
    const [to] = firstEntry(message)
    if (!equals(to, receiver)) continue
    const oldest = state.inbox.findIndex(item => equals(item, message))
    state.inbox.splice(oldest, 1)
    return dict({
      deleted_status: true,
      message_id: to,
      message: `Receiver ${str(receiver)}'s first message deleted successfully.`,
    })
  }
  return failure(`Receiver ID ${str(receiver)} not found.`)
}

function viewMessages(state: State): Value {
  if (!isTrue(state.current_user)) return failure(NOT_LOGGED_IN)
  const messages: Dict = new Map()
  for (const message of state.inbox) {
    const [receiver, content] = firstEntry(message)
    const sent = lookUp(messages, receiver) as Value[] | undefined
    if (sent) sent.push(content)
    else messages.set(receiver, [content])
  }
  return dict({ messages })
}

function addContact(state: State, name: Value): Value {
  if (contains(state.user_map, name)) return failure(`User name '${str(name)}' already exists.`)
  state.user_count = add(state.user_count, 1)
  const id = `USR${str(state.user_count).padStart(3, '0')}`
  if (has(userIds(state), id)) return failure(`User ID '${id}' already exists.`)
  setItem(state.user_map, name, id)
  return dict({ added_status: true, user_id: id, message: `Contact '${str(name)}' added successfully.` })
}

function searchMessages(state: State, keyword: Value): Value {
  if (!isTrue(state.current_user)) return failure(NOT_LOGGED_IN)
  const wanted = lower(asText(keyword, 'lower'))
  const results: Value[] = []
  for (const item of state.inbox) {
    const [receiver_id, message] = firstEntry(item)
    if (lower(asText(message, 'lower')).includes(wanted)) results.push(dict({ receiver_id, message }))
  }
  return dict({ results })
}

function messageStats(state: State): Value {
  if (!isTrue(state.current_user)) return failure(NOT_LOGGED_IN)
  const contacts: Value[] = []
  for (const message of state.inbox) {
    const [receiver] = firstEntry(message)
    if (!has(contacts, receiver)) contacts.push(receiver)
  }
  return dict({ stats: dict({ received_count: state.inbox.length, total_contacts: contacts.length }) })
}

const METHODS = {
  list_users: method<State>([], state => dict({ user_list: iterate(state.user_map) })),
  get_user_id: method<State>(['user'], getUserId),
  message_login: method<State>(['user_id'], login),
  message_get_login_status: method<State>([], state => dict({ login_status: isTrue(state.current_user) })),
  send_message: method<State>(['receiver_id', 'message'], sendMessage),
  delete_message: method<State>(['receiver_id'], deleteMessage),
  view_messages_sent: method<State>([], viewMessages),
  add_contact: method<State>(['user_name'], addContact),
  search_messages: method<State>(['keyword'], searchMessages),
  get_message_stats: method<State>([], messageStats),
}

export const messageApi: Api<State> = {
  name: 'MessageAPI',
  load,
  methods: () => METHODS,
  attributes: ({ random: _, ...state }) => state,
}
