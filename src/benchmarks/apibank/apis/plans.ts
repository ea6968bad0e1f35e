// The classes of level 3 with the small tables they hold (official lv3_apis/*.py).
import { PythonError, typeError } from '../../../files/python-error.ts'
import { strip } from '../python-space.ts'
import { agree, type Api, type Databases, failure, inputWithout, isEqual, item, type Row } from './api.ts'
import { requireSameName, sameInputs, textFor, walk } from './api.ts'
import { calculator } from './everyday.ts'
import { look, lookupApis, sameNamedResult } from './lookups.ts'
import { sameMeeting } from './meeting.ts'
import { compareTimes, DATE, DATE_TIME, type Moment, parseTime } from './times.ts'

const MOVIES: Record<string, string[]> = {
  Action: ['The Dark Knight', 'The Matrix', 'The Lord of the Rings'],
  Comedy: ['The Hangover', 'Knives Out', 'Deadpool'],
  Drama: ['The Shawshank Redemption', 'Forrest Gump', 'Joker'],
  Romance: ['Titanic', 'La La Land', 'The Notebook'],
  Thriller: ['Inception', 'Parasite', 'Get Out'],
}

const PLACES: Record<string, [number, number]> = {
  'New York City': [40.7128, 74.006],
  'San Francisco': [37.7749, 122.4194],
  London: [51.5074, 0.1278],
  Paris: [48.8566, 2.3522],
  Tokyo: [35.6762, 139.6503],
}

const WEATHER: Record<string, Row> = {
  'New York City': { temperature: 10, humidity: 0.5, description: 'Clear' },
  'San Francisco': { temperature: 20, humidity: 0.8, description: 'Cloudy' },
  London: { temperature: 5, humidity: 0.9, description: 'Rainy' },
  Paris: { temperature: 15, humidity: 0.7, description: 'Sunny' },
  Tokyo: { temperature: 25, humidity: 0.6, description: 'Rainy' },
}

const RESTAURANTS = ['New York City', 'San Francisco', 'New York City', 'San Francisco'].map((place, at) => ({
  coordinates: PLACES[place]!,
  name: `Restaurant ${'ABCD'[at]}`,
}))

/** Each class of accounts has this table of its own. */
const ACCOUNTS = [
  ['John', '123456', '1234567890'],
  ['Mary', 'abcdef', '0987654321'],
  ['Peter', 'qwerty', '1231231234'],
  ['Tom', 'asdfgh', '4564564567'],
  ['Jerry', 'zxcvbn', '7897897890'],
] as const

function requireAccount({ username, password }: Row): Row {
  const found = ACCOUNTS.find(([name, word]) => name === username && word === password)
  if (found === undefined) throw failure('User not found.')
  return { email: `${found[0].toLowerCase()}@example.com`, phone: found[2] }
}

const accountInfo: Api = {
  name: 'AccountInfo',
  parameters: { username: 'str', password: 'str' },
  run: (_databases, given) => requireAccount(given),
  check: sameNamedResult,
}

const personalInfoUpdate: Api = {
  name: 'PersonalInfoUpdate',
  parameters: { username: 'str', password: 'str', address: 'str' },
  run(_databases, given) {
    requireAccount(given)
    return { status: 'success' }
  },
  check(given, expected) {
    requireSameName(given, expected)
    return agree(given, expected, ['input', 'output'])
  },
}

const addMeeting: Api = {
  name: 'AddMeeting',
  parameters: {
    meeting_topic: 'str',
    start_time: 'str',
    end_time: 'str',
    location: 'str',
    attendees: 'list(str)',
  },
  run(_databases, given) {
    parseTime(given.start_time!, DATE_TIME)
    parseTime(given.end_time!, DATE_TIME)
    if (strip(textFor(given.meeting_topic!, 'strip')) === '')
      throw failure('Meeting Topic should not be null')
    return 'success'
  },
  check: sameMeeting,
}

const clothingRecommendation: Api = {
  name: 'ClothingRecommendation',
  parameters: { temperature: 'float', humidity: 'float', weather_conditions: 'str' },
  run(_databases, given) {
    const temperature = given.temperature as number
    const isRainy = textFor(given.weather_conditions!, 'lower').toLowerCase().includes('rain')
    const options = [
      ...(temperature < 10 ? ['Warm coat', 'Hat', 'Gloves'] : []),
      ...(temperature >= 10 && temperature < 20 ? ['Light jacket', 'Long-sleeved shirt'] : []),
      ...(temperature >= 20 && temperature < 30 ? ['T-shirt', 'Shorts'] : []),
      ...(temperature >= 30 ? ['Sun hat', 'Sunglasses', 'Loose-fitting clothes'] : []),
      ...((given.humidity as number) > 70 ? ['Umbrella', 'Waterproof shoes'] : []),
      ...(isRainy ? ['Raincoat'] : []),
    ]
    return { clothing_options: options }
  },
  check: sameNamedResult,
}

const emailReminder: Api = {
  name: 'EmailReminder',
  parameters: { content: 'str', time: 'str', location: 'str', recipient: 'str' },
  run(_databases, { content, time }) {
    parseTime(time!, DATE_TIME)
    if (strip(textFor(content!, 'strip')) === '') throw failure('Content should not be empty')
    return 'success'
  },
  check(given, expected) {
    requireSameName(given, expected)
    const [left, right] = [inputWithout(given, 'content'), inputWithout(expected, 'content')]
    return agree(given, expected, ['output', 'exception']) && isEqual(left, right)
  },
}

const geocoding: Api = {
  name: 'Geocoding',
  parameters: { address: 'str' },
  run(_databases, { address }) {
    const [latitude, longitude] = look(PLACES, address!) as [number, number]
    return { latitude, longitude }
  },
  check: sameNamedResult,
}

/** An unknown place breaks the official call off: the class only catches errors of the network. */
const getWeather: Api = {
  name: 'GetWeatherForCoordinates',
  parameters: { latitude: 'float', longitude: 'float' },
  letsOut: error => error.type === 'TypeError',
  run(_databases, { latitude, longitude }) {
    const place = Object.keys(PLACES).find(name => isEqual(PLACES[name]!, [latitude!, longitude!]))
    if (place === undefined) throw typeError("'NoneType' object is not subscriptable")
    return { ...WEATHER[place]! }
  },
  check: (given, expected) => agree(given, expected, ['output', 'exception', 'input']),
}

const movieRecommendations: Api = {
  name: 'MovieRecommendations',
  parameters: { preferences: 'list' },
  run(_databases, { preferences }) {
    return {
      recommended_movies: walk(preferences!).flatMap(preference => look(MOVIES, preference) as string[]),
    }
  },
  check: sameNamedResult,
}

const nearbyRestaurants: Api = {
  name: 'NearbyRestaurants',
  parameters: { latitude: 'float', longitude: 'float', distance: 'int' },
  run: () => ({ restaurants: structuredClone(RESTAURANTS) }),
  check(given, expected) {
    requireSameName(given, expected)
    return agree(given, expected, ['input'])
  },
}

const RATES: [number, number][] = [
  [Number.POSITIVE_INFINITY, 0.4],
  [5000, 0.3],
  [3000, 0.2],
  [1000, 0.1],
  [0, 0],
]

const taxCalculator: Api = {
  name: 'TaxCalculator',
  parameters: { salary: 'float' },
  run(_databases, given) {
    const salary = given.salary as number
    const rate = RATES.find(([threshold]) => salary >= threshold)?.[1]
    if (rate === undefined) throw failure('')
    return { salary_after_tax: salary - salary * rate }
  },
  check(given, expected) {
    requireSameName(given, expected)
    if (!sameInputs(given, expected, ['salary'])) return false
    const [left, right] = [given, expected].map(({ output }) => item(output, 'salary_after_tax'))
    return isEqual(left!, right!) && agree(given, expected, ['exception'])
  },
}

const FLIGHTS = [
  ['New York', 'San Francisco', 1],
  ['Los Angeles', 'San Francisco', 2],
  ['London', 'San Francisco', 3],
  ['New York', 'London', 4],
  ['New York', 'Los Angeles', 5],
] as const

/** A found flight's dates become texts for good: the next search of its route breaks on them. */
const flightSearch: Api = {
  name: 'FlightSearch',
  parameters: { source: 'str', destination: 'str', travel_dates: 'str' },
  run(databases, given) {
    const [year, month, day] = parseTime(given.travel_dates!, DATE)
    const found = foundBefore(databases, 'FlightSearch')
    const flights = FLIGHTS.filter(([source, destination, date]) => {
      if (source !== given.source || destination !== given.destination) return false
      if (found.has(date)) throw new PythonError('AttributeError', "'str' object has no attribute 'date'")
      return year === 2022 && month === 1 && day === date
    })
    for (const [, , date] of flights) found.add(date)
    return {
      flights: flights.map(([source, destination, date]) => {
        const on = `2022-01-0${date}`
        return { source, destination, departure_date: `${on} 12:00:00`, arrival_date: `${on} 15:00:00` }
      }),
    }
  },
  check: sameNamedResult,
}

function foundBefore(databases: Databases, name: string): Set<number> {
  return databases.keep(name, () => new Set<number>())
}

/** A found hotel's dates become texts for good: finding it again breaks on them. */
const hotelAvailability: Api = {
  name: 'HotelAvailability',
  parameters: { destination: 'str', check_in_date: 'str', check_out_date: 'str' },
  run(databases, given) {
    const [start, end] = [parseTime(given.check_in_date!, DATE), parseTime(given.check_out_date!, DATE)]
    const found = foundBefore(databases, 'HotelAvailability')
    if (given.destination !== 'San Francisco') return { hotels: [] }
    const hotels = [1, 2, 3, 4, 5].filter(day => {
      if (compareTimes(start, january(day)) < 0 || compareTimes(end, january(day + 1)) > 0) return false
      if (found.has(day)) throw new PythonError('AttributeError', "'str' object has no attribute 'strftime'")
      found.add(day)
      return true
    })
    return {
      hotels: hotels.map(day => ({
        destination: 'San Francisco',
        check_in_date: `2022-01-0${day}`,
        check_out_date: `2022-01-0${day + 1}`,
      })),
    }
  },
  check(given, expected) {
    requireSameName(given, expected)
    if (!sameInputs(given, expected, ['destination', 'check_in_date', 'check_out_date'])) return false
    const [left, right] = [given, expected].map(({ output }) => item(output, 'hotels'))
    return isEqual(left!, right!)
  },
}

function january(day: number): Moment {
  return [2022, 1, day, 0, 0, 0]
}

export const planApis = [
  ...lookupApis,
  accountInfo,
  addMeeting,
  calculator,
  clothingRecommendation,
  emailReminder,
  flightSearch,
  geocoding,
  getWeather,
  hotelAvailability,
  movieRecommendations,
  nearbyRestaurants,
  personalInfoUpdate,
  taxCalculator,
]
