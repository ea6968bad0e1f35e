// Fixed spellings of the official normalisation (MultiWOZ_Evaluation mwzeval/normalization.py, multiwoz-helper's copy): facts, kept as lists.

/** Class name → the slot names that stand for it between brackets in a delexicalised response. */
const CLASSES: Record<string, string> = {
  ADDRESS:
    'address, attraction_address, hospital_address, hotel_address, police_address, restaurant_address, value_address',
  AREA: 'area, value_area, attraction_area, restaurant_area, hotel_area',
  TIME:
    'booktime, value_time, time, duration, value_duration, train_duration, arriveby, taxi_arriveby, value_arrive, ' +
    'arrive by, train_arriveby, leaveat, value_leave, leave at, train_leaveat, train_leave, train_arrive, taxi_leaveat',
  DAY: 'day, value_day, bookday, train_day',
  PLACE:
    'destination, value_destination, departure, value_departure, value_place, train_departure, train_destination, ' +
    'taxi_destination, taxi_departure',
  FOOD: 'food, value_food, restaurant_food',
  NAME: 'name, attraction_name, hospital_name, hotel_name, police_name, restaurant_name, value_name',
  PHONE:
    'phone, attraction_phone, hospital_phone, hotel_phone, police_phone, restaurant_phone, taxi_phone, value_phone',
  POST: 'postcode, attraction_postcode, hospital_postcode, hotel_postcode, restaurant_postcode, value_postcode, police_postcode',
  PRICE:
    'price, value_price, entrancefee, entrance fee, train_price, attraction_entrancefee, pricerange, value_pricerange, ' +
    'price range, restaurant_pricerange, hotel_pricerange, attraction_pricerange, attraction_price',
  REFERENCE:
    'ref, attraction_reference, hotel_reference, restaurant_reference, train_reference, value_reference, reference',
  COUNT:
    'stars, value_stars, hotel_stars, bookstay, value_stay, stay, bookpeople, value_people, people, choice, ' +
    'value_choice, value_count, attraction_choice, hotel_choice, restaurant_choice, train_choice',
  TYPE: 'type, taxi_type, taxi_car, value_type, value_car, car, restaurant_type, hotel_type, attraction_type',
  TRAINID: 'trainid, train_id, value_id, id, train, train_trainid',
  INTERNET: 'internet, hotel_internet',
  PARKING: 'parking, hotel_parking',
  ID: 'hospital_id, attraction_id, restaurant_id',
  DEPARTMENT: 'value_department, department, hospital_department',
  OPEN: 'openhours',
}

/** Slot name → class name. */
export const SLOT_CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([name, slots]) => slots.split(', ').map(slot => [slot, name] as const)),
)

/** Names as people write them → names as the databases write them; the domain does not matter. */
export const NAMES: ReadonlyMap<string, string> = pairs(`
hotel du vin bistro = hotel du vin and bistro
the river bar and grill = the river bar steakhouse and grill
nando's = nandos
city center b and b = city center north b and b
acorn house = acorn guest house
caffee uno = caffe uno
cafe uno = caffe uno
rosa's = rosas bed and breakfast
restaurant called two two = restaurant two two
restaurant 2 two = restaurant two two
restaurant two 2 = restaurant two two
restaurant 2 2 = restaurant two two
restaurant 1 7 = restaurant one seven
restaurant 17 = restaurant one seven
lime house = limehouse
cityrooms = cityroomz
whale of time = whale of a time
huntingdon hotel = huntingdon marriott hotel
holiday inn exlpress, cambridge = express by holiday inn cambridge
university hotel = university arms hotel
arbury guesthouse and lodge = arbury lodge guesthouse
bridge house = bridge guest house
arbury guesthouse = arbury lodge guesthouse
nandos in the city centre = nandos city centre
broughton gallery = broughton house gallery
scudamores punt co = scudamores punting co
cambridge botanic gardens = cambridge university botanic gardens
the junction = junction theatre
trinity street college = trinity college
christ college = christ's college
christs = christ's college
history of science museum = whipple museum of the history of science
parkside pools = parkside swimming pool
the botanical gardens at cambridge university = cambridge university botanic gardens
cafe jello museum = cafe jello gallery
`)

/** What multiwoz-helper adds to the names. */
export const LAB_NAMES: ReadonlyMap<string, string> = pairs(`
a and b guest house = a and b guesthouse
acorn guesthouse = acorn guest house
`)

export const TYPES: ReadonlyMap<string, string> = pairs(`
swimming pool = swimmingpool
mutliple sports = multiple sports
night club = nightclub
guest house = guesthouse
`)

export const FOODS: ReadonlyMap<string, string> = pairs(`
eriterean = mediterranean
brazilian = portuguese
sea food = seafood
portugese = portuguese
modern american = north american
americas = north american
intalian = italian
italain = italian
asian or oriental = asian
english = british
australasian = australian
gastropod = gastropub
brutish = british
bristish = british
europeon = european
`)

/** Whole phrases, and what phrases begin with, that stand for a time. */
export const TIMES: ReadonlyMap<string, string> = pairs(`
afternoon = 13:00
lunch = 12:00
noon = 12:00
mid-day = 12:00
around lunch time = 12:00
morning = 08:00
seven o'clock tomorrow evening = 07:00
three forty five p.m = 15:45
one thirty p.m. = 13:30
six fourty five = 06:45
eight thirty = 08:30
`)

export const TIME_BEGINNINGS: ReadonlyMap<string, string> = pairs(`
one o'clock p.m = 13:00
ten o'clock a.m = 10:00
`)

/** Slot names of a state → the names they are compared under (multiwoz-helper mwzeval/metrics.py). */
export const LAB_SLOTS: ReadonlyMap<string, string> = pairs(`
bookstay = stay
bookday = day
bookpeople = people
booktime = time
arriveby = arrive
leaveat = leave
`)

function pairs(lines: string): ReadonlyMap<string, string> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .map(line => line.split(' = ') as [string, string]),
  )
}
