/* Measures a UDP server on 127.0.0.1 with as little overhead of its own as possible.

   client ask PORT CLIENTS REPLIES PREFIX PAUSE_US < datagrams
   client offer PORT CLIENTS REPLIES PREFIX RATE < datagrams

   stdin: datagrams, each after its length (4 bytes, big-endian). A client is a socket of its own. A
   request gets REPLIES replies, which must begin with PREFIX.

   ask: every client sends all datagrams in order, and waits for the replies to one before it sends
   the next, after a pause of PAUSE_US (0: none; one client only). Prints the nanoseconds of the
   whole, then those of each round trip, one a line. Exit status 2: a reply was lost (2 s) or wrong.

   offer: the clients take turns to send the datagrams, RATE a second, whether there are replies or
   not. Prints the nanoseconds of the sending, and how many replies came, late ones (0.2 s) too. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CLIENTS = 256, MOST_BYTES = 8192, LOST_MS = 2000, LATE_NS = 200000000 };

struct datagram {
    uint32_t bytes;
    char *data;
};

static struct datagram *datagrams;
static size_t count, clients, replies;
static int socks[MOST_CLIENTS];
static struct sockaddr_in server;
static const char *prefix;

static void fail(const char *text)
{
    fprintf(stderr, "client: %s\n", text);
    exit(2);
}

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static void read_datagrams(void)
{
    uint32_t bytes;
    while (fread(&bytes, sizeof bytes, 1, stdin) == 1) {
        struct datagram next = {ntohl(bytes), NULL};
        next.data = malloc(next.bytes);
        if (fread(next.data, 1, next.bytes, stdin) != next.bytes)
            fail("a datagram is cut short");
        datagrams = realloc(datagrams, (count + 1) * sizeof next);
        datagrams[count++] = next;
    }
}

/* Not connected: Notochord's server replies from another port than it listens on. */
static int open_socket(void)
{
    int sock = socket(AF_INET, SOCK_DGRAM, 0), buffer = 1 << 20;
    struct timeval patience = {LOST_MS / 1000, 0};
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(sock, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    return sock;
}

static void request(size_t client, size_t number)
{
    struct datagram *next = &datagrams[number];
    struct sockaddr *to = (struct sockaddr *)&server;
    if (sendto(socks[client], next->data, next->bytes, 0, to, sizeof server) < 0)
        fail("can't send");
}

/* Whether a reply came that is what was asked for. */
static int received(size_t client, int flags)
{
    char data[MOST_BYTES];
    ssize_t bytes = recv(socks[client], data, sizeof data, flags);
    return bytes >= (ssize_t)strlen(prefix) && !memcmp(data, prefix, strlen(prefix));
}

/* One client: a request after the other. */
static void in_sequence(uint64_t *times, useconds_t pause_us)
{
    for (size_t number = 0; number < count; number++) {
        if (pause_us)
            usleep(pause_us);
        uint64_t start = now_ns();
        request(0, number);
        for (size_t reply = 0; reply < replies; reply++)
            if (!received(0, 0))
                fail("a reply is lost, or not what was asked for");
        times[number] = now_ns() - start;
    }
}

/* Many clients at once, each with one request under way. */
static void side_by_side(uint64_t *times)
{
    struct pollfd waiting[MOST_CLIENTS];
    size_t asked[MOST_CLIENTS] = {0}, missing[MOST_CLIENTS], answered = 0;
    uint64_t start[MOST_CLIENTS];
    for (size_t client = 0; client < clients; client++) {
        waiting[client] = (struct pollfd){.fd = socks[client], .events = POLLIN};
        missing[client] = replies;
        start[client] = now_ns();
        request(client, asked[client]++);
    }
    while (answered < clients * count) {
        if (poll(waiting, clients, LOST_MS) <= 0)
            fail("a reply is lost");
        for (size_t client = 0; client < clients; client++) {
            if (!(waiting[client].revents & POLLIN))
                continue;
            if (!received(client, 0))
                fail("a reply is not what was asked for");
            if (--missing[client])
                continue;
            times[answered++] = now_ns() - start[client];
            missing[client] = replies;
            start[client] = now_ns();
            if (asked[client] < count)
                request(client, asked[client]++);
        }
    }
}

static void ask(useconds_t pause_us)
{
    uint64_t *times = calloc(clients * count, sizeof *times), start = now_ns();
    if (clients == 1)
        in_sequence(times, pause_us);
    else
        side_by_side(times);
    printf("%llu\n", (unsigned long long)(now_ns() - start));
    for (size_t number = 0; number < clients * count; number++)
        printf("%llu\n", (unsigned long long)times[number]);
}

/* Send at a rate; look for replies at one socket after the other meanwhile. */
static void offer(uint64_t rate)
{
    size_t sent = 0, found = 0, turn = 0;
    uint64_t start = now_ns(), now = start, sending = 0, latest = start;
    while (sent < count || now < latest + LATE_NS) {
        if (sent < count && now >= start + sent * 1000000000ull / rate) {
            request(sent % clients, sent);
            sending = now - start;
            sent++;
            latest = now;
        }
        if (received(turn++ % clients, MSG_DONTWAIT)) {
            found++;
            latest = now;
        }
        now = now_ns();
    }
    printf("%llu\n%zu\n", (unsigned long long)sending, found);
}

int main(int argc, char **argv)
{
    if (argc != 7 || (strcmp(argv[1], "ask") && strcmp(argv[1], "offer")))
        fail("usage: client ask|offer PORT CLIENTS REPLIES PREFIX PAUSE_US|RATE < datagrams");
    clients = strtoul(argv[3], NULL, 10);
    replies = strtoul(argv[4], NULL, 10);
    prefix = argv[5];
    if (clients < 1 || clients > MOST_CLIENTS)
        fail("1 to 256 clients");
    read_datagrams();
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (size_t client = 0; client < clients; client++)
        socks[client] = open_socket();
    if (!strcmp(argv[1], "ask"))
        ask(strtoul(argv[6], NULL, 10));
    else
        offer(strtoul(argv[6], NULL, 10));
    return 0;
}
