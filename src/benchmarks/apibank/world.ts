// The simulated APIs over the initial databases: calls are executed, and their results judged, as the official code does.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import { PythonError, typeError } from '../../files/python-error.ts'
import { accountApis } from './apis/account.ts'
import { agendaApis } from './apis/agenda.ts'
import { alarmApis } from './apis/alarm.ts'
import { type Api, type Databases, type Given, sameResult, type Table } from './apis/api.ts'
import { everydayApis } from './apis/everyday.ts'
import { healthApis } from './apis/health.ts'
import { homeApis } from './apis/home.ts'
import { knowledgeApis } from './apis/knowledge.ts'
import { meetingApis } from './apis/meeting.ts'
import { moneyApis } from './apis/money.ts'
import { planApis } from './apis/plans.ts'
import { reminderApis } from './apis/reminder.ts'
import type { CallResult, Level } from './cases.ts'
import { readDocuments } from './documents.ts'
import { convert, refuseOwnArguments } from './parameters.ts'
import { toolSearcher } from './tool-searcher.ts'

export type World = {
  /** A world of its own, as the initial databases are. */
  fresh(): World
  /**
   * Executes a call; texts are converted to the parameter's type as the official manager does. Changes this world.
   * Throws a `PythonError` where the official `api_call` raises: an unknown tool or parameter, a wrong type, a missing argument.
   */
  call(name: string, parameters: Given): CallResult
  /**
   * The official check of two results. The class is that of `name`, or of the results' `api_name`. Throws a
   * `PythonError` where the check breaks off.
   */
  check(given: CallResult, expected: CallResult, name?: string): boolean
  /** The same, a KeyError counted as wrong, as the official evaluators have it. */
  judge(given: CallResult, expected: CallResult, name?: string): boolean
}

const SHARED = [
  ...accountApis,
  ...agendaApis,
  ...alarmApis,
  ...everydayApis,
  ...healthApis,
  ...homeApis,
  ...knowledgeApis,
  ...meetingApis,
  ...moneyApis,
  ...reminderApis,
]

/** Reads the databases of `folder`. Levels 1 and 2 have the same APIs; those of level 3 hold their own tables. */
export async function loadWorld({ folder, level }: { folder: string; level: Level }): Promise<World> {
  const files = databaseFiles(join(folder, 'init_database'))
  const own = level === 3 ? planApis : SHARED
  const searcher = toolSearcher(() => readDocuments(folder, level))
  const apis = new Map([...own, searcher].map(api => [api.name, api]))
  return createWorld(apis, files)
}

/** Texts of the files by database name, read when first asked for, once for all worlds. */
function databaseFiles(folder: string): (name: string) => string | undefined {
  if (!existsSync(folder))
    throw new Error(
      `${folder}: expected the initial databases of API-Bank, found nothing there; run "coalm pull apibank", or name the data with --data`,
    )
  const texts = new Map<string, string | undefined>()
  return name => {
    if (!texts.has(name)) {
      const path = join(folder, `${name}.json`)
      texts.set(name, existsSync(path) ? readFileSync(path, 'utf8') : undefined)
    }
    return texts.get(name)
  }
}

function createWorld(apis: Map<string, Api>, files: (name: string) => string | undefined): World {
  const databases = openDatabases(files)
  const check: World['check'] = (given, expected, name) =>
    checkOf(apis, given, expected, name)(given, expected)
  return {
    fresh: () => createWorld(apis, files),
    call(name, parameters) {
      refuseOwnArguments(parameters)
      return callApi(requireApi(apis, name), databases, parameters)
    },
    check,
    judge(given, expected, name) {
      try {
        return check(given, expected, name)
      } catch (error) {
        if (error instanceof PythonError && error.type === 'KeyError') return false
        throw error
      }
    },
  }
}

function requireApi(apis: Map<string, Api>, name: string): Api {
  const api = apis.get(name)
  if (api === undefined) throw new PythonError('Exception', 'invalid tool name.')
  return api
}

/** The classes that leave their name out of results all compare them whole, but for the one that registers users. */
function checkOf(
  apis: Map<string, Api>,
  given: CallResult,
  expected: CallResult,
  name?: string,
): Api['check'] {
  const known = name ?? expected.api_name ?? given.api_name
  if (known !== undefined) return requireApi(apis, known).check
  const keys = Object.keys((given.input ?? {}) as object)
  const isRegistration =
    keys.length === 3 && ['username', 'password', 'email'].every(key => keys.includes(key))
  return isRegistration ? requireApi(apis, 'RegisterUser').check : sameResult
}

function openDatabases(files: (name: string) => string | undefined): Databases {
  const tables = new Map<string, Table<never>>()
  const kept = new Map<string, unknown>()
  const parsed = (name: string) => JSON.parse(files(name) ?? 'null') as Json
  return {
    table<Item>(name: string) {
      const known = tables.get(name) ?? new Map(Object.entries((parsed(name) ?? {}) as Record<string, never>))
      tables.set(name, known)
      return known as unknown as Table<Item>
    },
    document: parsed,
    keep<Kept>(name: string, make: () => Kept) {
      if (!kept.has(name)) kept.set(name, make())
      return kept.get(name) as Kept
    },
  }
}

function callApi(api: Api, databases: Databases, parameters: Given): CallResult {
  const given = convert(api, parameters)
  requireArguments(api, given)
  const input = reportedInput(api, given)
  const named = (output: Json, exception: string | null): CallResult => ({
    ...(!api.unnamed && { api_name: api.name }),
    input: api.input === null ? null : input,
    output,
    exception,
  })
  try {
    return named(structuredClone(api.run(databases, input)), null)
  } catch (error) {
    if (!(error instanceof PythonError) || api.letsOut?.(error) || error.type === 'TimeoutError') throw error
    return named(null, error.message)
  }
}

/** Every parameter of the class in its own order; keywords only as they were given. */
function reportedInput(api: Api, given: Given): Given {
  const names = Object.keys(api.parameters)
  const [first] = names
  const order = api.keywords ? [first!, ...Object.keys(given).filter(name => name !== first)] : names
  return Object.fromEntries(order.map(name => [name, Object.hasOwn(given, name) ? given[name]! : null]))
}

/** Python's own complaint about arguments that a call lacks. */
function requireArguments(api: Api, given: Given): void {
  const names = Object.keys(api.parameters)
  const required = api.keywords ? names.slice(0, 1) : names.filter(name => !api.optional?.includes(name))
  const missing = required.filter(name => !Object.hasOwn(given, name)).map(name => `'${name}'`)
  if (missing.length === 0) return
  const list =
    missing.length < 3 ? missing.join(' and ') : `${missing.slice(0, -1).join(', ')}, and ${missing.at(-1)}`
  const noun = missing.length === 1 ? 'argument' : 'arguments'
  throw typeError(`${api.name}.call() missing ${missing.length} required positional ${noun}: ${list}`)
}
