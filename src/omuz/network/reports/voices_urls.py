"""Addresses of recommendations, quotes and cards; none of them says what a page is about."""

from django.urls import path

from omuz.network.reports.views import voices_cards, voices_quotes, voices_recommendations

_RECOMMENDATION = "oneriler/<uuid:recommendation_id>/"
_QUOTE = "sozler/<uuid:quote_id>/"
_CARD = "kartlar/<uuid:centre_id>/"

urlpatterns = [
    path("oneriler/", voices_recommendations.recommendations, name="recommendations"),
    path("oneriler/taslak/", voices_recommendations.draw, name="draw"),
    path("oneriler/yeni/", voices_recommendations.new, name="new-recommendation"),
    path(_RECOMMENDATION, voices_recommendations.one, name="recommendation"),
    path(f"{_RECOMMENDATION}karar/", voices_recommendations.decide, name="decide"),
    path(f"{_RECOMMENDATION}sonuc/", voices_recommendations.follow, name="follow"),
    path("sozler/", voices_quotes.quotes, name="quotes"),
    path("sozler/yanitlar/<uuid:round_id>/", voices_quotes.answers, name="answers"),
    path("sozler/yeni/<uuid:answer_id>/", voices_quotes.new, name="new-quote"),
    path(_QUOTE, voices_quotes.one, name="quote"),
    path(f"{_QUOTE}denetim/", voices_quotes.check, name="check-quote"),
    path(f"{_QUOTE}onay/", voices_quotes.consent, name="consent-quote"),
    path(f"{_QUOTE}birak/", voices_quotes.drop, name="drop-quote"),
    path("kartlar/", voices_cards.cards, name="cards"),
    path(_CARD, voices_cards.card, name="card"),
    path(f"{_CARD}onay/", voices_cards.consent, name="consent-card"),
]
