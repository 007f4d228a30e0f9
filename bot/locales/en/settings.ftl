settings =
    <b>Settings</b>

    Language: { $language }
    Time zone: { $zone }, it is { $time } there
    Messages that become tasks: { $feedback }
    Digest: { $digest }
settings-to-language = 🌐 Language
settings-to-regions = 🕐 Time zone
settings-to-feedback = 👀 Messages
settings-to-digest = 📰 Digest
settings-back = ← Back
settings-saved = Saved
settings-language = Which language?
settings-language-usual = As in Telegram
settings-zone = Time zone: { $zone }. Choose another, or write a city: <code>{ $command } timezone Kyiv</code>
settings-zone-words = timezone zone
settings-zone-which = Which one is meant by “{ $wish }”?
settings-zone-unknown = I know no time zone or city “{ $wish }”. Write it another way, or a zone's name: <code>{ $command } timezone Europe/Kyiv</code>
settings-zone-by-region = Choose by region
settings-feedback = What should I do when a message becomes a task?
settings-feedback-cards = show a card
settings-feedback-reactions = mark it by a reaction
settings-feedback-off = nothing
settings-digest = At which hour should the digest come? ({ $zone })
settings-digest-off = none
region-africa = Africa
region-america = America
region-antarctica = Antarctica
region-arctic = Arctic
region-asia = Asia
region-atlantic = Atlantic
region-australia = Australia
region-europe = Europe
region-indian = Indian Ocean
region-pacific = Pacific
