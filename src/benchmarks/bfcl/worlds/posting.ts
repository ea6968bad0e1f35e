// TwitterAPI: tweets, comments, retweets and who follows whom.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'
import { add } from '../python/arithmetic.ts'
import { contains, equals, getItem, has, isTrue, lookUp, setItem } from '../python/compare.ts'
import { extend, iterate, length, subscript } from '../python/sequence.ts'
import { asText, lower, toIntegerValue } from '../python/text.ts'
import { type Api, dict, failure, method, type Scenario, type Shared } from './api.ts'
import { deepCopy } from './copy.ts'
import { INITIAL } from './posting-constants.ts'

type State = {
  shared: Shared
  username: Value
  password: Value
  authenticated: Value
  tweets: Dict
  comments: Dict
  retweets: Dict
  following_list: Value[]
  tweet_counter: Value
}

/** Stands for the default list of `post_tweet`, which Python makes once and every such tweet shares. */
const SHARED_DEFAULT = Symbol('shared default')

function load(config: Dict, { shared }: Scenario): State {
  const tweets: Dict = new Map()
  for (const [key, tweet] of (config.get('tweets') ?? new Map()) as Dict)
    tweets.set(toIntegerValue(key), deepCopy(tweet))
  return {
    shared,
    username: config.get('username') ?? INITIAL.username,
    password: config.get('password') ?? INITIAL.password,
    authenticated: config.get('authenticated') ?? INITIAL.authenticated,
    tweets,
    comments: deepCopy(config.get('comments') ?? new Map()) as Dict,
    retweets: deepCopy(config.get('retweets') ?? new Map()) as Dict,
    following_list: deepCopy(config.get('following_list') ?? [...INITIAL.following]) as Value[],
    tweet_counter: config.get('tweet_counter') ?? 0,
  }
}

function notAuthenticated(state: State, purpose: string): Dict | undefined {
  if (isTrue(state.authenticated)) return undefined
  return failure(`User not authenticated. Please authenticate before ${purpose}.`)
}

function noTweet(state: State, id: Value): Dict | undefined {
  return contains(state.tweets, id) ? undefined : failure(`Tweet with ID ${str(id)} not found.`)
}

function authenticate(state: State, username: Value, password: Value): Value {
  const isRight = equals(username, state.username) && equals(password, state.password)
  if (isRight) state.authenticated = true
  return dict({ authentication_status: isRight })
}

function postTweet(state: State, content: Value, tags: Value | symbol, mentions: Value | symbol): Value {
  const refused = notAuthenticated(state, 'posting')
  if (refused) return refused
  const tweet = dict({
    id: state.tweet_counter,
    username: state.username,
    content,
    tags: typeof tags === 'symbol' ? state.shared.tags : tags,
    mentions: typeof mentions === 'symbol' ? state.shared.mentions : mentions,
  })
  setItem(state.tweets, state.tweet_counter, tweet)
  state.tweet_counter = add(state.tweet_counter, 1)
  return tweet
}

function retweet(state: State, id: Value): Value {
  const refused = notAuthenticated(state, 'retweeting') ?? noTweet(state, id)
  if (refused) return refused
  if (!contains(state.retweets, state.username)) setItem(state.retweets, state.username, [])
  const own = getItem(state.retweets, state.username) as Value[]
  if (has(own, id)) return dict({ retweet_status: 'Already retweeted' })
  own.push(id)
  return dict({ retweet_status: 'Successfully retweeted' })
}

/** Without a login the official code raises a dictionary, which is an error of its own. */
function comment(state: State, id: Value, content: Value): Value {
  if (!isTrue(state.authenticated)) throw typeError('exceptions must derive from BaseException')
  const refused = noTweet(state, id)
  if (refused) return refused
  if (!contains(state.comments, id)) setItem(state.comments, id, [])
  ;(getItem(state.comments, id) as Value[]).push(dict({ username: state.username, content }))
  return dict({ comment_status: 'Comment added successfully' })
}

function mention(state: State, id: Value, usernames: Value): Value {
  const refused = noTweet(state, id)
  if (refused) return refused
  const mentions = subscript(getItem(state.tweets, id), 'mentions')
  if (!Array.isArray(mentions))
    throw new PythonError('AttributeError', `'${typeName(mentions)}' object has no attribute 'extend'`)
  extend(mentions, usernames)
  return dict({ mention_status: 'Users mentioned successfully' })
}

function follow(state: State, username: Value): Value {
  const refused = notAuthenticated(state, 'following')
  if (refused) return refused
  if (has(state.following_list, username)) return dict({ follow_status: false })
  state.following_list.push(username)
  return dict({ follow_status: true })
}

function unfollow(state: State, username: Value): Value {
  const refused = notAuthenticated(state, 'unfollowing')
  if (refused) return refused
  const index = state.following_list.findIndex(item => equals(item, username))
  if (index >= 0) state.following_list.splice(index, 1)
  return dict({ unfollow_status: index >= 0 })
}

function searchTweets(state: State, keyword: Value): Value {
  return [...state.tweets.values()].filter(tweet => {
    const wanted = lower(asText(keyword, 'lower'))
    if (lower(asText(subscript(tweet, 'content'), 'lower')).includes(wanted)) return true
    return iterate(subscript(tweet, 'tags'))
      .map(tag => lower(asText(tag, 'lower')))
      .includes(wanted)
  })
}

function tweetsOf(state: State, username: Value): Value[] {
  return [...state.tweets.values()].filter(tweet => equals(subscript(tweet, 'username'), username))
}

function userStats(state: State, username: Value): Value {
  const tweet_count = tweetsOf(state, username).length
  const following_count = equals(username, state.username) ? state.following_list.length : 0
  const retweet_count = length(lookUp(state.retweets, username) ?? [])
  return dict({ tweet_count, following_count, retweet_count })
}

const METHODS = {
  authenticate_twitter: method<State>(['username', 'password'], authenticate),
  posting_get_login_status: method<State>([], state => dict({ login_status: isTrue(state.authenticated) })),
  post_tweet: method<State>(
    [
      'content',
      ['tags', SHARED_DEFAULT as unknown as Value],
      ['mentions', SHARED_DEFAULT as unknown as Value],
    ],
    postTweet,
  ),
  retweet: method<State>(['tweet_id'], retweet),
  comment: method<State>(['tweet_id', 'comment_content'], comment),
  mention: method<State>(['tweet_id', 'mentioned_usernames'], mention),
  follow_user: method<State>(['username_to_follow'], follow),
  list_all_following: method<State>(
    [],
    state => notAuthenticated(state, 'listing following') ?? state.following_list,
  ),
  unfollow_user: method<State>(['username_to_unfollow'], unfollow),
  get_tweet: method<State>(['tweet_id'], (state, id) => noTweet(state, id) ?? getItem(state.tweets, id)),
  get_user_tweets: method<State>(['username'], tweetsOf),
  search_tweets: method<State>(['keyword'], searchTweets),
  get_tweet_comments: method<State>(
    ['tweet_id'],
    (state, id) => noTweet(state, id) ?? lookUp(state.comments, id) ?? [],
  ),
  get_user_stats: method<State>(['username'], userStats),
}

export const postingApi: Api<State> = {
  name: 'TwitterAPI',
  load,
  methods: () => METHODS,
  attributes: ({ shared: _, ...state }) => state,
}
