import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.beam_main import main, stream_options
from dyadwire.pipelines.run.options import CoverageOptions, StreamOptions
from dyadwire.pipelines.run.stream_sources import topic_of
from dyadwire.transforms.read.broker import Topic


def options(*inputs):
    return CoverageOptions(inputs=inputs, lake="lake", model=None)


def test_a_topic_is_named_by_its_address():
    named = topic_of(options("kafka://broker:9092/news"), StreamOptions(group="g"))
    assert named == Topic("broker:9092", "news", "g")
    assert topic_of(options("https://a.example/feed"), StreamOptions()) is None


def test_settings_reach_the_client():
    stream = StreamOptions(kafka_settings=("security.protocol=SASL_SSL", "sasl.password=a=b"))
    settings = topic_of(options("kafka://broker:9092/news"), stream).consumer_settings
    assert (settings["security.protocol"], settings["sasl.password"]) == ("SASL_SSL", "a=b")
    with pytest.raises(DyadwireError, match="KEY=VALUE"):
        StreamOptions(kafka_settings=("nothing",))


def test_a_secret_is_in_the_environment_and_not_in_the_options(monkeypatch):
    topic = topic_of(options("kafka://b:9092/news"), StreamOptions(kafka_settings=("sasl.password=env:SECRET",)))
    with pytest.raises(OSError, match=r"sasl\.password.*SECRET"):
        topic.consumer_settings  # noqa: B018  it is made where it is asked for
    monkeypatch.setenv("SECRET", "pass=word")
    assert topic.consumer_settings["sasl.password"] == "pass=word"
    assert "pass=word" not in repr(topic)


def test_a_batch_refuses_a_topic(tmp_path, capsys):
    assert main(["--model=none", "--input=kafka://broker:9092/news", f"--output={tmp_path / 'lake'}"]) == 2
    assert "--streaming" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["kafka://broker:9092", "kafka:///news", "kafka://broker:9092/a/b"])
def test_an_address_without_a_topic_is_refused(given):
    with pytest.raises(DyadwireError, match="kafka://host:port/topic"):
        topic_of(options(given), StreamOptions())


def test_a_topic_beside_feeds_is_refused():
    with pytest.raises(DyadwireError, match="one stream for each"):
        topic_of(options("kafka://broker:9092/news", "https://a.example/feed"), StreamOptions())


@pytest.mark.parametrize("name", ["window_seconds", "poll_seconds", "remember_seconds", "settle_seconds"])
def test_times_must_be_positive(name):
    with pytest.raises(DyadwireError, match=name):
        stream_options(PipelineOptions([f"--{name}=0"]))


def test_the_in_process_runner_refuses_to_stream_and_says_what_to_use(tmp_path, capsys):
    lake = tmp_path / "lake"
    arguments = ["--streaming", "--model=none", "--input=https://a.example/feed", f"--output={lake}"]
    assert main(arguments) == 2
    assert "dyadwire watch" in capsys.readouterr().err
    assert not lake.exists()
