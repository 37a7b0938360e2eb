-- Each figure once, as `dyadwire figures` lists them, in the month that first reported it; a null topic is none of the list.
-- depends_on: {{ source('dyadwire', 'figures') }}
{% for pair in var('pairs') %}
select
    '{{ pair }}' as dyad, topic, date_trunc('month', first_date)::date as month,
    count(*) as figures, sum(articles)::bigint as reports
from figure_trend('{{ pair }}')
group by all
{{ 'union all' if not loop.last }}
{% endfor %}
