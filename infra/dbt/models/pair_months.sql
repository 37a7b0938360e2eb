-- The macro that `dyadwire trend` asks. A macro is no relation of dbt, so what it reads is named here:
-- depends_on: {{ source('dyadwire', 'dyad_days') }}, {{ source('dyadwire', 'outlet_days') }}
{% for pair in var('pairs') %}
select
    '{{ pair }}' as dyad, period as month, articles, total_articles, share, originals, total_originals,
    mentioned_articles, days, collected_days, complete_days
from coverage('{{ pair }}', by := 'month')
{{ 'union all' if not loop.last }}
{% endfor %}
