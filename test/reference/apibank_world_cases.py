"""Writes invented calls over invented databases for apibank_world.py: python apibank_world_cases.py COUNT SEED > CASES.jsonl

Calls of every class succeed and fail; texts are bent in many ways. Gold results are written by hand, or are the call's own results bent, so that
the checks have something to agree and to disagree with.
"""
import json
import random
import sys

draw = random.Random(int(sys.argv[2]))
LOGIN = {"username": ["ada", "bo", "zed"], "password": ["lace1", "bo2", "no"]}
TOKEN = {"token": ["t0ada", "t0ada", "t0bo", "bad", " t0ada "]}
TIMES = ["2031-02-03 09:00:00", "2031-02-03 06:00:00", "2031-02-03 18:00:00", "2031-2-3 6:0:0", "2031-02-04", "2031-02-30 10:00:00", "2031-02-03 24:00:00", "31-02-03 06:00:00", " 2031-02-03 20:00:00 ", "2031-02-03 06:00:61", "", "2031-02-04 07:00:00", "2031-02-03 20:00:00", "2031-02-06 10:00:00"]
DAYS = ["2031-03-01", "2031-3-1", "2031-03-02", "2031-01-02", "2031-01-03", "2031-04-02", "2031-04-05", "2031-13-01", "02-03", "0-1-1", "2032-02-29", "02-29", "2031-04-05x", "\u0662\u0660\u0663\u0661-03-01"]
MEETING = {**TOKEN, "meeting_topic": ["Kite Club Plans", "Kite Club", "Tea", " ", "Tea tasting at noon"], "start_time": ["2031-02-07 14:00:00", "2031-02-08 16:00:00", "2031-02-09 10:00:00", "soon"], "end_time": ["2031-02-07 15:00:00", "2031-02-09 11:00:00", "late"], "location": ["Barn", "Loft"], "attendees": ["['Dora', 'Eli']", "Fay", '["Fay"]']}
AGENDA = {**TOKEN, "content": ["Feed the tall heron", "Feed the heron", "Tune piano", " ", "Paint"], "time": TIMES, "location": ["Pond", "Hall"]}
REMINDER = {**TOKEN, "content": ["Water the fern", "water the FERN", "Call the smith", "  ", "Paint"], "time": TIMES}
DEVICES = ["[{'name': 'lamp', 'description': 'x'}]", "lamp", "name description"]
LEVEL_1 = {
    "GetUserToken": LOGIN, "CheckToken": TOKEN, "DeleteAccount": TOKEN, "QueryBalance": TOKEN,
    "RegisterUser": {"username": ["ada", "new"], "password": ["p"], "email": ["n@moon.org"]},
    "ModifyPassword": {**TOKEN, "old_password": ["lace1", "no"], "new_password": ["x"]},
    "ForgotPassword": {"status": ["Forgot Password", "Forgot Password", "Verification Code", "Verification Code", "x"], "username": ["ada", "zed"], "email": ["ada@moon.org", "no"], "verification_code": ["970420", "970420", "1", "x", "\u00b2", "\u0669\u0667\u0660\u0664\u0662\u0660"], "new_password": ["n"]},
    "AddAgenda": AGENDA, "DeleteAgenda": AGENDA, "ModifyAgenda": AGENDA, "QueryAgenda": AGENDA,
    "AddAlarm": {**TOKEN, "time": TIMES}, "DeleteAlarm": {**TOKEN, "time": TIMES}, "QueryAlarm": {**TOKEN, "time": TIMES},
    "ModifyAlarm": {**TOKEN, "from_time": TIMES, "to_time": TIMES},
    "AddReminder": REMINDER, "DeleteReminder": REMINDER, "ModifyReminder": REMINDER, "QueryReminder": REMINDER,
    "AddMeeting": MEETING, "DeleteMeeting": MEETING, "ModifyMeeting": MEETING, "QueryMeeting": MEETING,
    "AddScene": {"name": ["new", "night"], "devices": DEVICES}, "ModifyScene": {"name": ["night", "none"], "devices": DEVICES},
    "DeleteScene": {"name": [" Night ", "none", " "]}, "QueryScene": {"name": ["Reading Hour", "none", " "]},
    "TimedSwitch": {"name": ["Lamp", "kettle", "new", " "], "time": TIMES, "on": ["True", "False", "true"]},
    "CancelTimedSwitch": {"name": [" lamp", "kettle", "fan", "none"], "time": TIMES},
    "AppointmentRegistration": {"patient_name": ["Gil Reed", "Ida", " "], "date": DAYS, "doctor_name": ["Dr. Vole", "Dr. Wren", " "]},
    "CancelRegistration": {"appointment_id": ["11110000", " 00002222 ", "5"]},
    "ModifyRegistration": {"appointment_id": ["11110000", "5"], "new_appointment_date": DAYS, "new_appointment_doctor": ["Dr. Vole", "Dr. Wren", " "]},
    "QueryRegistration": {"patient_name": ["Gil Reed", " Hana Moss", "Ida"], "date": DAYS},
    "QueryHealthData": {"user_id": ["p1", "P2", "P9", " "], "start_time": ["2031-01-05 00:00:00", "2031-01-06 09:00:00", "x"], "end_time": ["2031-01-06 23:00:00", "2031-1-5 9:0:0", "y"]},
    "RecordHealthData": {"user_id": ["P1", "new", " "], "time": ["2031-01-05 08:00:00", "x"], "health_data": ["[{'name': 'pulse', 'value': 60}]", "pulse"]},
    "SymptomSearch": {"symptom": ["Hiccup", "sneeze ", "itch", " "]}, "EmergencyKnowledge": {"symptom": ["Hiccup", "sneeze ", "itch", " "]},
    "BookHotel": {"hotel_name": ["Blue Owl", "Red Fox"], "check_in_time": ["2031-04-02", "2031-04-05", "x"], "check_out_time": ["2031-04-05", "2031-04-07"], "room_count": ["1", "2"], "adult_count": ["2", "3", "1.5"], "child_count": ["0"]},
    "OpenBankAccount": {"account": ["test", "mine"], "password": ["p"], "name": ["Ada"]},
    "QueryStock": {"stock_code": ["owl", " FRN ", "NONE", " "], "date": DAYS}, "QueryHistoryToday": {"date": DAYS},
    "Wiki": {"keyword": ["Grey_Heron", " fern ", "moss"]},
    "DocumentQA": {"url": ["https://moon.org/a.txt", "https://moon.org/b.txt ", "x"], "question": ["Who?", "Why?", " "]},
    "SpeechRecognition": {"url": ["https://moon.org/a.wav", "https://moon.org/a.mp3", "x.wav"]},
    "ImageCaption": {"url": ["https://moon.org/a.jpg", " https://moon.org/b.png", "x.jpeg", "x"]},
    "Calculator": {"formula": ["(5+6) * 3", "1+", "((1+2)*3)", "5/0", "7/2", "12", "1**2", ")1+2(", "(1)(2+3)", "x", "2*(3+4)-1", "1+2*"]},
    "GetToday": {}, "PlayMusic": {"music_name": [" Waltz ", " "]},
    "SendEmail": {"receiver": ["ada@moon.org", "a@moon.org", "a.b@m.eu", "Ada@moon.org", "ab@moon.orgs"], "subject": ["s", " "], "content": ["c", " "]},
    "Dictionary": {"keyword": ["heron"]},
}
WHO = ["John", "Mary", "Jack", "Zed"]
LEVEL_3 = {
    "AccountInfo": {"username": WHO, "password": ["123456", "abcdef"]},
    "PersonalInfoUpdate": {"username": WHO, "password": ["123456", "abcdef"], "address": ["Pond 1"]},
    "AddMeeting": {key: MEETING[key] for key in MEETING if key != "token"},
    "Calculator": LEVEL_1["Calculator"],
    "ClothingRecommendation": {"temperature": ["5", "10.0", "25.5", "30", "x", "."], "humidity": ["70", "71", "0.5"], "weather_conditions": ["Rainy", "clear"]},
    "EmailReminder": {"content": ["Come", " "], "time": ["2031-02-03 09:00:00", "x"], "location": ["Barn"], "recipient": ["a"]},
    "FlightSearch": {"source": ["New York", "London", "Rome"], "destination": ["San Francisco", "London"], "travel_dates": ["2022-01-01", "2022-1-3", "2022-01-04", "x"]},
    "Geocoding": {"address": ["Paris", "Rome", "it's"]}, "GetOccupationSalary": {"occupation": ["Doctor", "Smith"]},
    "GetWeatherForCoordinates": {"latitude": ["48.8566", "1"], "longitude": ["2.3522", "1."]},
    "HotelAvailability": {"destination": ["San Francisco", "Rome"], "check_in_date": ["2022-01-01", "2022-01-03"], "check_out_date": ["2022-01-02", "2022-01-04", "x"]},
    "LikeCount": {"post_id": ["3", "03", "99", "x", "\u0663"]}, "UserPosts": {"user_id": ["2", "9"]},
    "MovieRecommendations": {"preferences": ["['Action']", "Action"]},
    "NearbyRestaurants": {"latitude": ["1"], "longitude": ["2.5"], "distance": ["10"]},
    "OrganizationMembers": {"organization": ["JD", "None"]}, "QueryMeeting": {"user_name": WHO}, "TravelStatus": {"member_name": WHO},
    "TaxCalculator": {"salary": ["0", "999.5", "1000", "4000", "100000", "-1"]},
    "UserWatchedMovies": {"user_name": WHO}, "UserMoviePreferences": {"user_name": WHO},
}


def say(name, given):
    values = list(given.items())
    kind = draw.random()
    if kind < 0.06 and values:
        values.pop(draw.randrange(len(values)))
    elif kind < 0.1:
        values.append((draw.choice(["foo", "self", "tool_name", "__proto__"]), "1"))
    elif kind < 0.13 and values:
        values.append((values[0][0], "again"))
    mark = draw.choice("'''''''\"")
    text = f"[{name}(" + draw.choice([", ", ", ", ",", " , "]).join(f"{key}{draw.choice(['=', '=', ' = '])}{mark}{value}{mark}" for key, value in values) + ")]"
    bend = draw.random()
    if bend < 0.04:
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice("'\"[]()=\n ") + text[at:]
    elif bend < 0.08:
        text = draw.choice(["API-Request: ", "[note] ", "[Twice(a=1)] "]) + text + draw.choice(["", " )]", "\nAI: [Other()]"])
    elif bend < 0.1:
        text = text.replace(mark, "")
    return text


def gold(name, given):
    result = {"api_name": name, "input": dict(given), "output": draw.choice(["success", "success", None, {"status": "success"}]), "exception": None}
    if result["output"] is None:
        result["exception"] = draw.choice(["The token is invalid.", "invalid formula", "x", None])
    bend = draw.random()
    if bend < 0.1 and given:
        del result["input"][draw.choice(list(given))]
    elif bend < 0.13:
        del result["api_name"]
    elif bend < 0.2 and name in ("AddScene", "ModifyScene"):
        result["input"]["devices"] = [{"name": "Lamp ", "description": " x"}]
    elif bend < 0.22:
        result["input"] = None
    return {"name": name, "result": result}


def step(apis, name):
    given = {key: draw.choice(values) for key, values in apis[name].items()}
    about = {key: draw.choice(values) if draw.random() < 0.25 else given[key] for key, values in apis[name].items()}
    text = say(name, given)
    if draw.random() < 0.5:
        return {"text": text, "gold": gold(name, about)}
    key = draw.choice(list(apis[name]) or [""])
    bends = [[[], None], [[], None], [["exception"], "x"], [["output"], "success"], [["output"], None]]
    if key:
        bends += [[["input", key], draw.choice(apis[name][key])], [["input", key], draw.choice(apis[name][key])]]
    return {"text": text, "bend": draw.choice(bends)}


for index in range(int(sys.argv[1])):
    level, apis = (3, LEVEL_3) if index % 4 == 3 else (1, LEVEL_1)
    names = list(apis)
    first = names[(index // 4 * 3 + index % 4) % len(names)]
    family = [name for name in names if name[-5:] == first[-5:]]
    steps = [step(apis, first)] + [step(apis, draw.choice(family)) for _ in range(draw.choice([0, 0, 1, 3]))]
    print(json.dumps({"level": level, "steps": steps}))
