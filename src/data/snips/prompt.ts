// The instruction that SNIPS samples begin with (arXiv 2502.08820, figure 4; the lab's get_prompt_snips).

const DOMAINS =
  'GetWeather, AddToPlaylist, SearchScreeningEvent, BookRestaurant, SearchCreativeWork, RateBook, PlayMusic'

/**
 * In the order in which the lab's training rows first show each domain. The figure prints all but the first line:
 * `paper` leaves it out too, so that a model learns what theirs learnt.
 */
const SLOTS: [domain: string, slots: string][] = [
  ['AddToPlaylist', 'music_item, playlist, artist, playlist_owner, entity_name'],
  [
    'BookRestaurant',
    'poi, restaurant_type, served_dish, timeRange, party_size_number, restaurant_name, state, country, party_size_description, sort, city, spatial_relation, cuisine, facility',
  ],
  [
    'GetWeather',
    'condition_temperature, geographic_poi, current_location, timeRange, condition_description, state, country, city, spatial_relation',
  ],
  ['SearchCreativeWork', 'object_type, object_name'],
  ['PlayMusic', 'track, playlist, service, genre, year, album, music_item, sort, artist'],
  [
    'SearchScreeningEvent',
    'movie_name, location_name, timeRange, object_type, movie_type, object_location_type, spatial_relation',
  ],
  [
    'RateBook',
    'rating_value, rating_unit, object_type, object_select, object_part_of_series_type, best_rating, object_name',
  ],
]

export type SnipsPrompt = 'complete' | 'paper'

export function snipsInstruction(kind: SnipsPrompt): string {
  return INSTRUCTIONS[kind]
}

function write(kind: SnipsPrompt): string {
  const shown = kind === 'paper' ? SLOTS.slice(1) : SLOTS
  const lines = shown.map(([domain, slots]) => `The user can seek for ${domain} by slots - ${slots}.\n`)
  return (
    'You are a helpful assistant who is assigned to find the intents shown by the user on 7 domains - ' +
    `${DOMAINS}.\n\n${lines.join('')}Do not capture any other slots!\n\n` +
    '# Task\nYou will be provided with an user utterance. You must find all the user intents and output them in JSON format.\n\n' +
    '# Sample Output\n{"domain": "AddToPlaylist", "slot_values": {"music_item": "abc", "artist": "xyz"}}'
  )
}

const INSTRUCTIONS = { complete: write('complete'), paper: write('paper') }
