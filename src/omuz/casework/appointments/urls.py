"""Addresses of the calendar; none of them carries a code, a name or a word about her."""

from django.urls import path

from omuz.casework.appointments.views import booking, calendar, door, feed, promising

app_name = "appointments"

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("kod/", calendar.choose, name="choose"),
    path("karsilama/", door.reception, name="reception"),
    path("karsilama/cagri/", door.call, name="call"),
    path("karsilama/<uuid:slot_id>/geldi/", door.arrival, name="arrival"),
    path("odalar/", door.rooms, name="rooms"),
    path("akis/", feed.feed, name="feed"),
    path("akis/ac/", feed.open_address, name="feed-open"),
    path("akis/kapat/", feed.close_address, name="feed-close"),
    path("akis/<str:word>.ics", feed.feed_file, name="feed-file"),
    path("yeni/<uuid:case_id>/", booking.book, name="book"),
    path("randevu/<uuid:appointment_id>/", booking.one, name="open"),
    path("randevu/<uuid:appointment_id>/tasi/", booking.move, name="move"),
    path("randevu/<uuid:appointment_id>/dogrula/", booking.confirm, name="confirm"),
    path("randevu/<uuid:appointment_id>/sonuc/", booking.end, name="end"),
    path("takip/<uuid:case_id>/", promising.plan, name="plan"),
    path("soz/<uuid:follow_up_id>/", promising.one, name="promise"),
    path("soz/<uuid:follow_up_id>/deneme/", promising.attempt, name="attempt"),
    path("soz/<uuid:follow_up_id>/geri/", promising.withdraw, name="withdraw"),
]
