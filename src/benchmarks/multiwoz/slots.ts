// The thirty slots that a state can have, by the names of the lab's state files.

export const TRACKED_SLOTS: { readonly [domain: string]: readonly string[] } = {
  attraction: ['name', 'type', 'area'],
  hotel: [
    'name',
    'type',
    'parking',
    'area',
    'bookday',
    'bookstay',
    'internet',
    'bookpeople',
    'stars',
    'pricerange',
  ],
  restaurant: ['name', 'food', 'area', 'bookday', 'booktime', 'bookpeople', 'pricerange'],
  taxi: ['arriveby', 'departure', 'leaveat', 'destination'],
  train: ['arriveby', 'day', 'leaveat', 'destination', 'departure', 'bookpeople'],
}

export const SLOT_COUNT = Object.values(TRACKED_SLOTS).flat().length
